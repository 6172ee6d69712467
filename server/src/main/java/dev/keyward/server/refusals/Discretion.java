package dev.keyward.server.refusals;

import dev.keyward.policy.ContextKeys;
import dev.keyward.policy.explain.ExplainedCondition;
import dev.keyward.policy.explain.ExplainedLayer;
import dev.keyward.policy.explain.ExplainedStatement;
import dev.keyward.policy.match.ConditionTrial;
import dev.keyward.policy.match.ConditionTrial.Why;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Takes out of what one account is shown what is the other account's: the values of the condition keys
 * that tell of its resource, or of its caller. A condition on one can be read, and whether it held; not
 * what the value was, nor whether there was one, since that would tell whether a key exists.
 *
 * @param keys in lower case; of a name that ends in a slash the rest may be anything
 */
record Discretion(List<String> keys) {

    /** There is no other account. */
    private static final Discretion NONE = new Discretion(List.of());

    /** The resource is another account's. */
    private static final Discretion OF_RESOURCE = new Discretion(List.of(
            "aws:resourceorgid",
            "aws:resourceorgpaths",
            "aws:resourcetag/",
            "iam:resourcetag/",
            "kms:customermasterkeyspec",
            "kms:customermasterkeyusage",
            "kms:keyorigin",
            "kms:keyspec",
            "kms:keyusage",
            "kms:multiregion",
            "kms:multiregionkeytype",
            "kms:resourcealiases"));

    /** The caller is another account's. */
    private static final Discretion OF_CALLER = new Discretion(List.of(
            "aws:principalorgid",
            "aws:principalorgpaths",
            "aws:principaltag/",
            "aws:sourceidentity",
            "sts:sourceidentity"));

    private static final ContextKeys.Value NOT_SHOWN =
            new ContextKeys.Single("(another account's, not shown)");

    Discretion {
        keys = List.copyOf(keys);
    }

    static Discretion of(View view) {
        return switch (view) {
            case BOTH -> NONE;
            case CALLER -> OF_RESOURCE;
            case RESOURCE -> OF_CALLER;
        };
    }

    List<ExplainedLayer> applied(List<ExplainedLayer> layers) {
        return layers.stream().map(this::applied).toList();
    }

    private ExplainedLayer applied(ExplainedLayer layer) {
        return new ExplainedLayer(
                layer.kind(),
                layer.level(),
                layer.word(),
                layer.bearing(),
                layer.policies(),
                layer.statements().stream().map(this::applied).toList(),
                layer.grants());
    }

    private ExplainedStatement applied(ExplainedStatement statement) {
        return new ExplainedStatement(
                statement.source(),
                statement.written(),
                statement.principal(),
                statement.resourceFits(),
                statement.conditions().stream().map(this::applied).toList());
    }

    private ExplainedCondition applied(ExplainedCondition condition) {
        return isAbout(condition)
                ? new ExplainedCondition(
                        condition.written(), condition.condition(), without(condition))
                : condition;
    }

    /** Whether the condition asks for such a key, by its name or in a variable. */
    private boolean isAbout(ExplainedCondition condition) {
        var written = condition.written();
        var name = written.key().toLowerCase(Locale.ROOT);
        if (keys.stream()
                .anyMatch(key -> key.endsWith("/") ? name.startsWith(key) : name.equals(key))) {
            return true;
        }
        return written.values().stream()
                .map(value -> value.toLowerCase(Locale.ROOT))
                .anyMatch(value -> keys.stream().anyMatch(key -> value.contains("${" + key)));
    }

    private static ConditionTrial without(ExplainedCondition condition) {
        var negated = condition.condition().operator().comparison().negated();
        var why = condition.holds() == negated ? Why.FITS_NONE : Why.FITS;
        return new ConditionTrial(Optional.of(NOT_SHOWN), condition.holds(), why, Optional.empty());
    }
}
