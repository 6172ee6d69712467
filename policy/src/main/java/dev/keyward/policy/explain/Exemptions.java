package dev.keyward.policy.explain;

import dev.keyward.policy.AuthorizationRequest;
import dev.keyward.policy.ContextKeys;
import dev.keyward.policy.match.Comparison;
import dev.keyward.policy.match.ConditionOperator;
import dev.keyward.policy.match.PrincipalMatch;
import dev.keyward.policy.match.PrincipalSet;
import dev.keyward.policy.parse.Listed;
import dev.keyward.policy.parse.WrittenCondition;
import dev.keyward.policy.parse.WrittenPrincipal;
import dev.keyward.policy.parse.WrittenStatement;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Ways to write a statement that denies so that it may no longer deny a request, the closest to what it
 * says first. Whether it then does not is for the caller to try; used by one thread.
 */
final class Exemptions {

    private final ExplainedStatement statement;
    private final AuthorizationRequest request;
    private final List<WrittenStatement> found = new ArrayList<>();

    private Exemptions(ExplainedStatement statement, AuthorizationRequest request) {
        this.statement = statement;
        this.request = request;
    }

    static List<WrittenStatement> of(ExplainedStatement statement, AuthorizationRequest request) {
        var exemptions = new Exemptions(statement, request);
        exemptions.byCondition();
        exemptions.byPrincipal();
        exemptions.byNewCondition("ArnNotEquals", "aws:PrincipalArn");
        exemptions.byNewCondition("StringNotEquals", "aws:PrincipalServiceName");
        exemptions.byResourceOrAction();
        return exemptions.found;
    }

    private WrittenStatement written() {
        return statement.written();
    }

    /** Lists the request's value where others than the listed are denied, and does not where the listed are. */
    private void byCondition() {
        for (var at = 0; at < statement.conditions().size(); at++) {
            var condition = statement.conditions().get(at);
            var operator = condition.condition().operator();
            var value = plainValue(condition);
            if (value.isEmpty()
                    || operator.quantifier() != ConditionOperator.Quantifier.ONE
                    || operator.comparison() == Comparison.NULL) {
                continue;
            }
            var values = condition.written().values();
            var others = operator.comparison().negated()
                    ? plus(values, value.get())
                    : without(values, condition.trial().about().orElse("")::equals);
            if (!others.isEmpty()) {
                found.add(written().withCondition(at, with(condition.written(), others)));
            }
        }
    }

    /** The request's only value, if a policy can list it as it is, and no other with it. */
    static Optional<String> plainValue(ExplainedCondition condition) {
        return condition.trial().found().isPresent()
                        && condition.trial().found().get() instanceof ContextKeys.Single(var value)
                        && value.chars().noneMatch(c -> c == '*' || c == '?' || c == '$')
                ? Optional.of(value)
                : Optional.empty();
    }

    static WrittenCondition with(WrittenCondition condition, List<String> values) {
        return new WrittenCondition(condition.operator(), condition.key(), values);
    }

    static <T> List<T> plus(List<T> values, T value) {
        var more = new ArrayList<>(values);
        more.add(value);
        return more;
    }

    private static <T> List<T> without(List<T> values, Predicate<T> unwanted) {
        return values.stream().filter(unwanted.negate()).toList();
    }

    private void byPrincipal() {
        var principals = written().principals();
        if (principals.isAbsent()) {
            return;
        }
        switch (principals.sense()) {
            case ALL_BUT_THESE ->
                CallerName.of(request.principal())
                        .ifPresent(name -> found.add(written()
                                .withPrincipals(new Listed<>(
                                        Listed.Sense.ALL_BUT_THESE,
                                        plus(principals.values(), name)))));
            case THESE -> {
                var others = without(principals.values(), this::namesCaller);
                if (!others.isEmpty()) {
                    found.add(written().withPrincipals(Listed.these(others)));
                }
            }
        }
    }

    /** Whether it names the caller, its role or its maker, and nobody else. */
    private boolean namesCaller(WrittenPrincipal principal) {
        var set = PrincipalSet.builder();
        switch (principal.type()) {
            case AWS -> set.aws(principal.value());
            case SERVICE -> set.service(principal.value());
            case FEDERATED -> set.provider(principal.value());
        }
        var match = set.build().match(request.principal());
        return match == PrincipalMatch.ITSELF
                || match == PrincipalMatch.ROLE
                || match == PrincipalMatch.SESSION_MAKER;
    }

    private void byNewCondition(String operator, String key) {
        var value = request.context().find(key);
        var isThere = written().conditions().stream()
                .anyMatch(condition -> condition.operator().equalsIgnoreCase(operator)
                        && condition.key().equalsIgnoreCase(key));
        if (!isThere && value.isPresent() && value.get() instanceof ContextKeys.Single(var one)) {
            found.add(written()
                    .withConditions(plus(
                            written().conditions(),
                            new WrittenCondition(operator, key, List.of(one)))));
        }
    }

    private void byResourceOrAction() {
        except(written().resources(), request.resource())
                .ifPresent(others -> found.add(written().withResources(others)));
        except(written().actions(), request.action())
                .ifPresent(others -> found.add(written().withActions(others)));
    }

    private static Optional<Listed<String>> except(Listed<String> listed, String value) {
        var others = switch (listed.sense()) {
            case ALL_BUT_THESE -> plus(listed.values(), value);
            case THESE -> without(listed.values(), value::equalsIgnoreCase);
        };
        return others.isEmpty()
                ? Optional.empty()
                : Optional.of(new Listed<>(listed.sense(), others));
    }
}
