package dev.keyward.policy.explain;

import dev.keyward.policy.ContextKeys;
import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.decide.Grant;
import dev.keyward.policy.decide.KeyTerms;
import dev.keyward.policy.decide.NamedPolicy;
import dev.keyward.policy.decide.Question;
import dev.keyward.policy.decide.RetireRule;
import dev.keyward.policy.decide.Source;
import dev.keyward.policy.match.ConditionTrial;
import dev.keyward.policy.match.PrincipalMatch;
import dev.keyward.policy.match.RequestContext;
import dev.keyward.policy.match.Statement;
import dev.keyward.policy.parse.PolicyDocument;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Goes through every layer in the order of evaluation; used by one thread. */
final class LayerWalk {

    /**
     * The operations for which a grant's constraint on the encryption context does not count.
     *
     * <p>Source: KMS API Reference, "GrantConstraints".
     */
    private static final Set<String> WITHOUT_CONTEXT =
            Set.of("DescribeKey", "RetireGrant", "CreateGrant", "GetPublicKey");

    private static final String RETIRE = "RetireGrant";

    private final Question question;
    private final RequestContext context;
    private final List<ExplainedLayer> layers = new ArrayList<>();

    private LayerWalk(Question question) {
        this.question = question;
        this.context = question.policies().boundary().isEmpty()
                ? RequestContext.of(question.request())
                : RequestContext.ofBounded(question.request());
    }

    /** The layers, which do not know their bearing yet; whether they are heard, they do. */
    static List<ExplainedLayer> of(Question question) {
        var walk = new LayerWalk(question);
        var policies = question.policies();
        walk.levels(PolicyKind.RESOURCE_CONTROL, policies.resourceControl());
        walk.levels(PolicyKind.SERVICE_CONTROL, policies.serviceControl());
        walk.level(PolicyKind.VPC_ENDPOINT, policies.vpcEndpoint().stream().toList());
        walk.level(walk.kindOfResource(), policies.resource().stream().toList());
        walk.grants();
        walk.level(PolicyKind.IDENTITY, policies.identity());
        walk.level(PolicyKind.PERMISSIONS_BOUNDARY, policies.boundary());
        walk.level(PolicyKind.SESSION, policies.session());
        return walk.layers;
    }

    private PolicyKind kindOfResource() {
        var unsaid = question.rule() instanceof Question.OfTrust
                ? PolicyKind.TRUST
                : PolicyKind.KEY_POLICY;
        return question.policies()
                .resource()
                .map(policy -> policy.document().kind())
                .orElse(unsaid);
    }

    private void level(PolicyKind kind, List<NamedPolicy> policies) {
        if (policies.isEmpty()) {
            add(new ExplainedLayer(
                    kind, 0, Word.NOT_PRESENT, Bearing.NONE, List.of(), List.of(), List.of()));
        } else {
            level(kind, 0, policies);
        }
    }

    private void levels(PolicyKind kind, List<List<NamedPolicy>> levels) {
        if (levels.isEmpty()) {
            level(kind, List.of());
        }
        for (var level = 0; level < levels.size(); level++) {
            level(kind, level, levels.get(level));
        }
    }

    private void level(PolicyKind kind, int level, List<NamedPolicy> policies) {
        var statements = new ArrayList<ExplainedStatement>();
        var word = Word.NO_MATCH;
        for (var policy : policies) {
            for (var statement : policy.document().statements()) {
                if (statement.matchesAction(context)) {
                    var explained = explain(kind, policy, statement);
                    statements.add(explained);
                    word = word.or(word(kind, explained));
                }
            }
        }
        var names = policies.stream().map(NamedPolicy::name).toList();
        add(new ExplainedLayer(kind, level, word, Bearing.NONE, names, statements, List.of()));
    }

    private void add(ExplainedLayer layer) {
        var unheard = switch (question.rule()) {
            case Question.OfUnknownKey _ -> layer.side() == Side.RESOURCE;
            case Question.OfRetire _ ->
                layer.side() == Side.RESOURCE && layer.kind() != PolicyKind.GRANT;
            case Question.OfAccount _, Question.OfTrust _ -> layer.kind() == PolicyKind.GRANT;
            case Question.OfKey _ -> false;
        };
        layers.add(unheard ? layer.bearing(Bearing.NOT_HEARD) : layer);
    }

    private ExplainedStatement explain(PolicyKind kind, NamedPolicy policy, Statement statement) {
        var document = policy.document();
        var source = new Source(
                kind, policy.name(), statement.index(), statement.sid(), statement.line());
        return new ExplainedStatement(
                source,
                document.written().statements().get(statement.index()),
                statement.principal().match(statement.effect(), context),
                statement.resources().matches(context),
                conditions(document, statement));
    }

    private List<ExplainedCondition> conditions(PolicyDocument document, Statement statement) {
        var written = document.written().statements().get(statement.index()).conditions();
        var explained = new ArrayList<ExplainedCondition>(written.size());
        for (var at = 0; at < written.size(); at++) {
            var condition = statement.conditions().get(at);
            var trial = ConditionTrial.of(condition, document.version(), context);
            explained.add(new ExplainedCondition(written.get(at), condition, trial));
        }
        return explained;
    }

    private static Word word(PolicyKind kind, ExplainedStatement statement) {
        if (statement.denies()) {
            return Word.DENY;
        }
        if (!statement.allows()) {
            return Word.NO_MATCH;
        }
        if (kind != PolicyKind.KEY_POLICY && kind != PolicyKind.TRUST) {
            return Word.ALLOW;
        }
        return switch (statement.principal()) {
            case ITSELF, ANYONE, ROLE, SESSION_MAKER -> Word.DIRECT;
            case ACCOUNT -> Word.DELEGATES;
            case ATTACHED, NONE -> Word.ALLOW;
        };
    }

    private void grants() {
        var all = switch (question.rule()) {
            case Question.OfKey(var terms) -> terms.grants().all();
            case Question.OfRetire(var retirable) -> whoMayRetire(retirable);
            case Question.OfAccount _, Question.OfTrust _, Question.OfUnknownKey _ ->
                List.<Grant>of();
        };
        var explained = new ArrayList<ExplainedGrant>();
        var word = all.isEmpty() ? Word.NOT_PRESENT : Word.NO_MATCH;
        for (var grant : all) {
            var one = explain(grant);
            if (one.operationFits() || one.grantee() != PrincipalMatch.NONE) {
                explained.add(one);
            }
            if (one.allows()) {
                word = Word.ALLOW;
            }
        }
        add(new ExplainedLayer(
                PolicyKind.GRANT, 0, word, Bearing.NONE, List.of(), List.of(), explained));
    }

    /** Its retiring principal, its grantee if it may, its maker's account: each as if by a grant to it. */
    private static List<Grant> whoMayRetire(RetireRule.Retirable retirable) {
        var grant = retirable.grant();
        var who = new ArrayList<String>();
        retirable.retiringPrincipal().ifPresent(who::add);
        if (grant.operations().contains(RETIRE)) {
            who.add(grant.grantee());
        }
        who.add(retirable.issuingAccount().value());
        return who.stream()
                .map(one -> new Grant(
                        grant.id(), one, Set.of(RETIRE), Optional.empty(), Optional.empty()))
                .toList();
    }

    private ExplainedGrant explain(Grant grant) {
        var action = question.request().action();
        var operation = action.substring(action.indexOf(':') + 1);
        return new ExplainedGrant(
                grant,
                Grantees.match(grant.grantee(), question.request().principal()),
                isOneOf(grant.operations(), operation),
                constraint(grant, operation),
                sourceArn(grant));
    }

    private static boolean isOneOf(Set<String> operations, String operation) {
        return operations.stream().anyMatch(operation::equalsIgnoreCase);
    }

    private ExplainedGrant.Fit constraint(Grant grant, String operation) {
        if (grant.constraint().isEmpty()) {
            return ExplainedGrant.Fit.FREE;
        }
        if (isOneOf(WITHOUT_CONTEXT, operation)) {
            return ExplainedGrant.Fit.NOT_ASKED;
        }
        var terms = question.rule() instanceof Question.OfKey(var ofKey)
                ? ofKey
                : KeyTerms.of(KeyTerms.Reach.ANY_ACCOUNT);
        return fit(grant.constraint().get().holds(terms.encryptionContext()));
    }

    private ExplainedGrant.Fit sourceArn(Grant grant) {
        if (grant.sourceArn().isEmpty()) {
            return ExplainedGrant.Fit.FREE;
        }
        var found = question.request().context().find("aws:SourceArn");
        return fit(found.filter(new ContextKeys.Single(grant.sourceArn().get())::equals)
                .isPresent());
    }

    private static ExplainedGrant.Fit fit(boolean holds) {
        return holds ? ExplainedGrant.Fit.HOLDS : ExplainedGrant.Fit.FAILS;
    }
}
