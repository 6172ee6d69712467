package dev.keyward.policy.parse;

import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.match.Comparison;
import dev.keyward.policy.match.Condition;
import dev.keyward.policy.match.ConditionOperator;
import dev.keyward.policy.match.Effect;
import dev.keyward.policy.match.LanguageVersion;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads the {@code Condition} element: operators, keys, values. */
final class ConditionReader {

    /** Families of keys that have one value per name, which {@code ForAllValues} lets be absent. */
    private static final List<String> SINGLE_VALUED_FAMILIES =
            List.of("kms:encryptioncontext:", "aws:requesttag/");

    /** The keys of AWS that have many values, in lower case. */
    private static final Set<String> MANY_VALUED = Set.of(
            "kms:encryptioncontextkeys",
            "kms:grantoperations",
            "kms:resourcealiases",
            "aws:calledvia",
            "aws:principalorgpaths",
            "aws:principalservicenameslist",
            "aws:resourceorgpaths",
            "aws:sourceorgpaths",
            "aws:tagkeys",
            "aws:vpceorgpaths",
            "sts:identitytokenaudience",
            "sts:transitivetagkeys");

    private final PolicyKind kind;
    private final LanguageVersion version;
    private final Problems problems;
    private final List<WrittenCondition> written;
    private final List<Condition> conditions = new ArrayList<>();

    ConditionReader(
            PolicyKind kind,
            LanguageVersion version,
            Problems problems,
            List<WrittenCondition> written) {
        this.kind = kind;
        this.version = version;
        this.problems = problems;
        this.written = written;
    }

    List<Condition> read(Json.Member element, Effect effect) {
        if (!(element.value() instanceof Json.Members(var place, var operators))) {
            problems.add(
                    element.value().place(),
                    ProblemReason.WRONG_TYPE,
                    "Condition",
                    "`Condition` must be an object");
            return List.of();
        }
        for (var operator : operators) {
            readOperator(operator, effect);
        }
        return conditions;
    }

    private void readOperator(Json.Member member, Effect effect) {
        if (!(member.value() instanceof Json.Members(var place, var keys))) {
            problems.add(
                    member.value().place(),
                    ProblemReason.WRONG_TYPE,
                    member.name(),
                    "`" + member.name() + "` must be an object of condition keys");
            return;
        }
        var operator = ConditionOperator.find(member.name());
        if (operator.isEmpty()) {
            // AWS lets a name that means nothing stand as long as nothing is in it.
            if (!keys.isEmpty()) {
                problems.add(
                        member.place(),
                        ProblemReason.UNKNOWN_OPERATOR,
                        member.name(),
                        "there is no condition operator `" + member.name() + "`");
            }
            return;
        }
        for (var key : keys) {
            checkSetOperator(key, operator.get(), effect);
            warnOfMissingSetOperator(key, operator.get());
            var condition = Condition.of(operator.get(), key.name(), values(key), version);
            if (!condition.comparable()) {
                problems.add(
                        key.place(),
                        operator.get().comparison().written().startsWith("Date")
                                ? ProblemReason.MALFORMED_DATE
                                : ProblemReason.INCOMPARABLE_VALUE,
                        key.name(),
                        "`" + member.name() + "` cannot compare every value of `" + key.name()
                                + "`");
            }
            conditions.add(condition);
            written.add(new WrittenCondition(member.name(), key.name(), condition.values()));
        }
    }

    /** The values of a key; numbers and booleans are taken for their text. */
    private List<String> values(Json.Member key) {
        var listed = key.value() instanceof Json.Items(var place, var items)
                ? items
                : List.of(key.value());
        var values = new ArrayList<String>();
        for (var value : listed) {
            switch (value) {
                case Json.Text(var place, var text, var end) -> values.add(text);
                case Json.Scalar(var place, var written) -> values.add(written);
                case Json.Null _, Json.Items _, Json.Members _ ->
                    problems.add(
                            value.place(),
                            ProblemReason.WRONG_TYPE,
                            key.name(),
                            "a value of `" + key.name()
                                    + "` must be a string, a number or a boolean");
            }
        }
        return values;
    }

    private void warnOfMissingSetOperator(Json.Member key, ConditionOperator operator) {
        if (operator.quantifier() == ConditionOperator.Quantifier.ONE
                && operator.comparison() != Comparison.NULL
                && MANY_VALUED.contains(key.name().toLowerCase(Locale.ROOT))) {
            problems.add(
                    key.place(),
                    ProblemReason.SET_OPERATOR_MISSING,
                    key.name(),
                    "`" + key.name() + "` has many values, and without `ForAnyValue` or"
                            + " `ForAllValues` the condition never holds");
        }
    }

    /**
     * A key policy may not allow by {@code ForAllValues} what a request without the key would pass.
     *
     * <p>Source: KMS Developer Guide, "Conditions: ForAllValues".
     */
    private void checkSetOperator(Json.Member key, ConditionOperator operator, Effect effect) {
        var name = key.name().toLowerCase(Locale.ROOT);
        if (kind == PolicyKind.KEY_POLICY
                && effect == Effect.ALLOW
                && operator.quantifier() == ConditionOperator.Quantifier.ALL
                && SINGLE_VALUED_FAMILIES.stream().anyMatch(name::startsWith)) {
            problems.add(
                    key.place(),
                    ProblemReason.OVERLY_PERMISSIVE_CONDITION,
                    key.name(),
                    "`ForAllValues` on `" + key.name() + "` also allows requests without it");
        }
    }
}
