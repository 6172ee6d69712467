package dev.keyward.policy.explain;

import dev.keyward.policy.Arn;
import dev.keyward.policy.AuthorizationRequest;
import dev.keyward.policy.ContextKeys;
import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.decide.Question;
import dev.keyward.policy.match.Comparison;
import dev.keyward.policy.match.ConditionOperator;
import dev.keyward.policy.match.Effect;
import dev.keyward.policy.match.PrincipalMatch;
import dev.keyward.policy.parse.Listed;
import dev.keyward.policy.parse.WrittenPrincipal;
import dev.keyward.policy.parse.WrittenStatement;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Changes by which layers that do not allow a request may allow it, the nearest to what they say first.
 * Whether they then do is for the caller to try; used by one thread.
 */
final class Openings {

    /** The operations that a grant can permit. Source: KMS API Reference, "CreateGrant". */
    private static final Set<String> GRANTABLE = Set.of(
            "Decrypt",
            "Encrypt",
            "GenerateDataKey",
            "GenerateDataKeyWithoutPlaintext",
            "ReEncryptFrom",
            "ReEncryptTo",
            "Sign",
            "Verify",
            "GetPublicKey",
            "CreateGrant",
            "RetireGrant",
            "DescribeKey",
            "GenerateDataKeyPair",
            "GenerateDataKeyPairWithoutPlaintext",
            "GenerateMac",
            "VerifyMac",
            "DeriveSharedSecret");

    /** More listed values than these are not tried one by one. */
    private static final int MOST_VALUES = 5;

    private final Question question;
    private final AuthorizationRequest request;
    private final List<ExplainedLayer> layers;
    private final List<Change> found = new ArrayList<>();

    /** A statement of which all fits but one condition. */
    private record NearMiss(ExplainedStatement statement, int index) {

        ExplainedCondition condition() {
            return statement.conditions().get(index);
        }
    }

    private Openings(Explanation explanation) {
        this.question = explanation.question();
        this.request = question.request();
        this.layers =
                explanation.layers().stream().filter(ExplainedLayer::isHeard).toList();
    }

    /** Changes of policies and grants, for a request that lacks an allow of that kind. */
    static List<Change> of(Explanation explanation, PolicyKind missing) {
        var openings = new Openings(explanation);
        switch (missing) {
            case KEY_POLICY, TRUST, GRANT -> openings.resource();
            case IDENTITY -> {
                openings.layers(missing);
                if (!(openings.question.rule() instanceof Question.OfKey)
                        && !openings.request.isForeign()) {
                    openings.resource();
                }
                openings.grant();
            }
            case PERMISSIONS_BOUNDARY, SESSION, VPC_ENDPOINT, SERVICE_CONTROL, RESOURCE_CONTROL ->
                openings.layers(missing);
        }
        return openings.found;
    }

    /** Values of condition keys with which the request would be allowed by a policy of that kind. */
    static List<Change> ofRequest(Explanation explanation, PolicyKind missing) {
        var openings = new Openings(explanation);
        openings.layers.stream()
                .filter(layer -> isOf(layer, missing))
                .flatMap(layer -> nearMisses(layer).stream())
                .forEach(openings::askOtherwise);
        return openings.found;
    }

    private static boolean isOf(ExplainedLayer layer, PolicyKind kind) {
        return layer.kind() == kind
                || (layer.isOfResource()
                        && (kind == PolicyKind.KEY_POLICY || kind == PolicyKind.TRUST));
    }

    private static List<NearMiss> nearMisses(ExplainedLayer layer) {
        var misses = new ArrayList<NearMiss>();
        for (var statement : layer.statements()) {
            var failing = new ArrayList<Integer>();
            for (var at = 0; at < statement.conditions().size(); at++) {
                if (!statement.conditions().get(at).holds()) {
                    failing.add(at);
                }
            }
            if (statement.written().effect() == Effect.ALLOW
                    && statement.principal() != PrincipalMatch.NONE
                    && statement.resourceFits()
                    && failing.size() == 1) {
                misses.add(new NearMiss(statement, failing.getFirst()));
            }
        }
        return misses;
    }

    private void askOtherwise(NearMiss miss) {
        var condition = miss.condition();
        var operator = condition.condition().operator();
        if (operator.comparison() == Comparison.NULL
                || operator.comparison().negated()
                || isWhoAsks(condition.written().key())) {
            return;
        }
        condition.written().values().stream()
                .filter(value -> !value.contains("${"))
                .limit(MOST_VALUES)
                .map(value -> value(operator, value))
                .map(value -> new Change.ChangeRequest(
                        condition.written().key(), value, miss.statement().source()))
                .forEach(found::add);
    }

    /** Whether a key says who the caller is, so that only another could bring another value. */
    private static boolean isWhoAsks(String key) {
        var lower = key.toLowerCase(Locale.ROOT);
        return lower.startsWith("aws:principal")
                || lower.equals("aws:userid")
                || lower.equals("aws:username");
    }

    /** A listed value as one of the request; of a range of addresses, its first. */
    private static ContextKeys.Value value(ConditionOperator operator, String listed) {
        var slash = listed.indexOf('/');
        var one = operator.comparison() == Comparison.IP_ADDRESS && slash > 0
                ? listed.substring(0, slash)
                : listed;
        return operator.quantifier() == ConditionOperator.Quantifier.ONE
                ? new ContextKeys.Single(one)
                : new ContextKeys.Multiple(List.of(one));
    }

    /** Every layer of that kind that does not allow by itself. */
    private void layers(PolicyKind kind) {
        for (var layer : layers) {
            if (layer.kind() != kind
                    || layer.statements().stream().anyMatch(ExplainedStatement::allows)) {
                continue;
            }
            nearMisses(layer).forEach(this::widen);
            var isThere = layer.word() != Word.NOT_PRESENT;
            if (!isThere && !CallerName.canHavePolicies(request.principal())) {
                continue;
            }
            statement(kind).ifPresent(statement -> add(layer, statement));
        }
    }

    /** The resource's own policy, or a grant in its place. */
    private void resource() {
        for (var layer : layers) {
            if (!layer.isOfResource()
                    || (layer.word() == Word.NOT_PRESENT
                            && !(question.rule() instanceof Question.OfKey))) {
                continue;
            }
            nearMisses(layer).forEach(this::widen);
            var name = layer.kind() == PolicyKind.TRUST
                    ? CallerName.inTrust(request.principal())
                    : CallerName.of(request.principal());
            name.ifPresent(one -> add(layer, naming(one, ownResource(layer.kind()))));
            CallerName.account(request.principal())
                    .ifPresent(one -> add(layer, naming(one, ownResource(layer.kind()))));
        }
        grant();
    }

    private void grant() {
        var action = request.action();
        var operation = action.substring(action.indexOf(':') + 1);
        if (question.rule() instanceof Question.OfKey
                && action.toLowerCase(Locale.ROOT).startsWith("kms:")
                && GRANTABLE.contains(operation)) {
            CallerName.asGrantee(request.principal())
                    .ifPresent(grantee -> found.add(new Change.AddGrant(grantee, operation)));
        }
    }

    private void widen(NearMiss miss) {
        var condition = miss.condition();
        var operator = condition.condition().operator();
        var value = Exemptions.plainValue(condition);
        if (value.isEmpty()
                || operator.comparison().negated()
                || operator.comparison() == Comparison.NULL) {
            return;
        }
        var written = condition.written();
        var others = Exemptions.with(written, Exemptions.plus(written.values(), value.get()));
        var before = miss.statement().written();
        found.add(new Change.ChangeStatement(
                miss.statement().source(), before, before.withCondition(miss.index(), others)));
    }

    private void add(ExplainedLayer layer, WrittenStatement statement) {
        var own = layer.policies().stream().filter(name -> !isOfAws(name)).findFirst();
        if (own.isPresent()) {
            found.add(new Change.AddStatement(layer.kind(), own.get(), statement));
        } else if (layer.kind() == PolicyKind.PERMISSIONS_BOUNDARY) {
            layer.policies()
                    .forEach(name -> found.add(new Change.DetachPolicy(layer.kind(), name)));
        } else {
            found.add(new Change.AddPolicy(layer.kind(), layer.level(), statement));
        }
    }

    /** Whether a policy is one of AWS's own, by its ARN. */
    static boolean isOfAws(String policy) {
        return policy.startsWith("arn:aws:iam::aws:policy/")
                || policy.startsWith("arn:aws:organizations::aws:policy/");
    }

    /** The request's resource as a policy names it and nothing else; {@code *} if it cannot be named. */
    private String resourceByName() {
        var resource = request.resource();
        return Arn.isArn(resource) && resource.chars().noneMatch(c -> "*?$".indexOf(c) >= 0)
                ? resource
                : "*";
    }

    /** A policy of one resource means that one by {@code *}. */
    private static Optional<String> ownResource(PolicyKind kind) {
        return kind == PolicyKind.TRUST ? Optional.empty() : Optional.of("*");
    }

    /** A statement that allows the request and little else; of AWS's resource control, what all have. */
    private Optional<WrittenStatement> statement(PolicyKind kind) {
        var anyone = CallerName.anyone();
        var resource = Optional.of(resourceByName());
        return switch (kind) {
            case IDENTITY, PERMISSIONS_BOUNDARY, SESSION, SERVICE_CONTROL ->
                Optional.of(allowing(Listed.absent(), request.action(), resource));
            case VPC_ENDPOINT ->
                Optional.of(naming(CallerName.of(request.principal()).orElse(anyone), resource));
            case RESOURCE_CONTROL ->
                Optional.of(allowing(Listed.these(List.of(anyone)), "*", Optional.of("*")));
            case KEY_POLICY, TRUST, GRANT -> Optional.empty();
        };
    }

    private WrittenStatement naming(WrittenPrincipal principal, Optional<String> resource) {
        return allowing(Listed.these(List.of(principal)), request.action(), resource);
    }

    private static WrittenStatement allowing(
            Listed<WrittenPrincipal> principals, String action, Optional<String> resource) {
        return new WrittenStatement(
                Optional.empty(),
                Effect.ALLOW,
                principals,
                Listed.these(List.of(action)),
                Listed.these(resource.stream().toList()),
                List.of());
    }
}
