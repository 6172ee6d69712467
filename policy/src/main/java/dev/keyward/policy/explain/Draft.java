package dev.keyward.policy.explain;

import dev.keyward.policy.AuthorizationRequest;
import dev.keyward.policy.ContextKeys;
import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.decide.Grant;
import dev.keyward.policy.decide.Grants;
import dev.keyward.policy.decide.KeyTerms;
import dev.keyward.policy.decide.NamedPolicy;
import dev.keyward.policy.decide.Policies;
import dev.keyward.policy.decide.Question;
import dev.keyward.policy.match.LanguageVersion;
import dev.keyward.policy.parse.PolicyDocument;
import dev.keyward.policy.parse.PolicyException;
import dev.keyward.policy.parse.WrittenPolicy;
import dev.keyward.policy.parse.WrittenStatement;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A question with changes: every policy that is changed is printed and read again. */
final class Draft {

    /** What a policy or grant is called that is not there yet. */
    private static final String NEW = "new";

    private final Question question;
    private final List<Change> changes;

    private Draft(Question question, List<Change> changes) {
        this.question = question;
        this.changes = changes;
    }

    /** Empty if a policy would be none after its change. */
    static Optional<Question> of(Question question, List<Change> changes) {
        try {
            return Optional.of(new Draft(question, changes).made());
        } catch (PolicyException refused) {
            return Optional.empty();
        }
    }

    private Question made() throws PolicyException {
        var policies = question.policies();
        for (var kind : kinds()) {
            policies = with(policies, kind, changed(kind, levels(policies, kind)));
        }
        return new Question(rule(), request(), policies);
    }

    private Set<PolicyKind> kinds() {
        var kinds = EnumSet.noneOf(PolicyKind.class);
        for (var change : changes) {
            switch (change) {
                case Change.AddStatement(var kind, var _, var _) -> kinds.add(kind);
                case Change.AddPolicy(var kind, var _, var _) -> kinds.add(kind);
                case Change.ChangeStatement(var at, var _, var _) -> kinds.add(at.kind());
                case Change.RemoveStatement(var at, var _) -> kinds.add(at.kind());
                case Change.DetachPolicy(var kind, var _) -> kinds.add(kind);
                case Change.AddGrant _, Change.ChangeRequest _ -> {
                    // These change no policy.
                }
            }
        }
        return kinds;
    }

    static List<List<NamedPolicy>> levels(Policies policies, PolicyKind kind) {
        return switch (kind) {
            case SERVICE_CONTROL -> policies.serviceControl();
            case RESOURCE_CONTROL -> policies.resourceControl();
            case IDENTITY -> List.of(policies.identity());
            case PERMISSIONS_BOUNDARY -> List.of(policies.boundary());
            case SESSION -> List.of(policies.session());
            case VPC_ENDPOINT -> List.of(policies.vpcEndpoint().stream().toList());
            case KEY_POLICY, TRUST -> List.of(policies.resource().stream().toList());
            case GRANT -> List.of();
        };
    }

    private static Policies with(
            Policies policies, PolicyKind kind, List<List<NamedPolicy>> levels) {
        var all = levels.stream().flatMap(List::stream).toList();
        return switch (kind) {
            case SERVICE_CONTROL -> policies.withServiceControl(levels);
            case RESOURCE_CONTROL -> policies.withResourceControl(levels);
            case IDENTITY -> policies.withIdentity(all);
            case PERMISSIONS_BOUNDARY -> policies.withBoundary(all);
            case SESSION -> policies.withSession(all);
            case VPC_ENDPOINT -> policies.withVpcEndpoint(all.getFirst());
            case KEY_POLICY, TRUST -> policies.withResource(all.getFirst());
            case GRANT -> policies;
        };
    }

    private List<List<NamedPolicy>> changed(PolicyKind kind, List<List<NamedPolicy>> levels)
            throws PolicyException {
        var changed = new ArrayList<List<NamedPolicy>>();
        for (var level : levels) {
            var others = new ArrayList<NamedPolicy>();
            for (var policy : level) {
                if (!changes.contains(new Change.DetachPolicy(kind, policy.name()))) {
                    others.add(changed(kind, policy));
                }
            }
            changed.add(others);
        }
        for (var change : changes) {
            if (change instanceof Change.AddPolicy(var of, var level, var statement)
                    && of == kind) {
                var written = new WrittenPolicy(
                        LanguageVersion.V2012, Optional.empty(), List.of(statement));
                changed.get(level).add(new NamedPolicy(NEW, read(written, kind)));
            }
        }
        return changed;
    }

    private NamedPolicy changed(PolicyKind kind, NamedPolicy policy) throws PolicyException {
        var before = policy.document().written();
        var statements = new ArrayList<WrittenStatement>();
        for (var index = 0; index < before.statements().size(); index++) {
            statement(kind, policy, index).ifPresent(statements::add);
        }
        for (var change : changes) {
            if (change instanceof Change.AddStatement(var of, var name, var statement)
                    && of == kind
                    && name.equals(policy.name())) {
                statements.add(statement);
            }
        }
        if (statements.equals(before.statements())) {
            return policy;
        }
        var written = new WrittenPolicy(before.version(), before.id(), statements);
        return new NamedPolicy(policy.name(), read(written, policy.document().kind()));
    }

    /** The statement at that place as it is after the changes; empty if it is no more. */
    private Optional<WrittenStatement> statement(PolicyKind kind, NamedPolicy policy, int index) {
        var before = policy.document().written().statements().get(index);
        for (var change : changes) {
            if (change instanceof Change.ChangeStatement(var at, var was, var after)
                    && at.kind() == kind
                    && at.policy().equals(policy.name())
                    && at.index() == index
                    && was.equals(before)) {
                return Optional.of(after);
            }
            if (change instanceof Change.RemoveStatement(var at, var was)
                    && at.kind() == kind
                    && at.policy().equals(policy.name())
                    && at.index() == index
                    && was.equals(before)) {
                return Optional.empty();
            }
        }
        return Optional.of(before);
    }

    private static PolicyDocument read(WrittenPolicy written, PolicyKind kind)
            throws PolicyException {
        return written.statements().isEmpty()
                ? PolicyDocument.empty(kind)
                : PolicyDocument.parseTolerantly(written.print(), kind);
    }

    private Question.Rule rule() {
        if (!(question.rule() instanceof Question.OfKey(var terms))) {
            return question.rule();
        }
        var grants = new ArrayList<>(terms.grants().all());
        for (var change : changes) {
            if (change instanceof Change.AddGrant(var grantee, var operation)) {
                grants.add(new Grant(
                        NEW, grantee, Set.of(operation), Optional.empty(), Optional.empty()));
            }
        }
        return new Question.OfKey(
                new KeyTerms(terms.reach(), Grants.of(grants), terms.encryptionContext()));
    }

    private AuthorizationRequest request() {
        var request = question.request();
        var keys = ContextKeys.builder();
        for (var change : changes) {
            if (change instanceof Change.ChangeRequest(var key, var value, var _)) {
                switch (value) {
                    case ContextKeys.Single(var one) -> keys.single(key, one);
                    case ContextKeys.Multiple(var several) -> keys.multiple(key, several);
                }
            }
        }
        return new AuthorizationRequest(
                request.principal(),
                request.action(),
                request.resource(),
                request.resourceAccount(),
                request.context().with(keys.build()));
    }
}
