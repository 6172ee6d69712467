package dev.keyward.policy.explain;

import dev.keyward.policy.ContextKeys;
import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.decide.Grant;
import dev.keyward.policy.decide.Source;
import dev.keyward.policy.match.ConditionTrial;
import dev.keyward.policy.match.Effect;
import dev.keyward.policy.match.PrincipalMatch;
import dev.keyward.policy.parse.Listed;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/** The words for what an explanation holds. */
final class Phrases {

    private Phrases() {}

    static boolean hasLevels(PolicyKind kind) {
        return kind == PolicyKind.SERVICE_CONTROL || kind == PolicyKind.RESOURCE_CONTROL;
    }

    static String source(Source source) {
        return source.kind() == PolicyKind.GRANT
                ? "grant " + source.policy()
                : source.kind().words() + " " + statement(source);
    }

    static String statement(Source source) {
        return source.policy() + "#" + source.sid().orElse(Integer.toString(source.index()));
    }

    static String effect(Effect effect) {
        return switch (effect) {
            case ALLOW -> "Allow";
            case DENY -> "Deny";
        };
    }

    static String word(Word word) {
        return switch (word) {
            case NOT_PRESENT -> "NotPresent";
            case NO_MATCH -> "NoMatch";
            case ALLOW -> "Allow";
            case DENY -> "Deny";
            case DELEGATES -> "Delegates";
            case DIRECT -> "Direct";
        };
    }

    static String bearing(Bearing bearing) {
        return switch (bearing) {
            case NONE -> "there is none, and so no limit";
            case CEILING -> "what it does not allow, nothing allows";
            case CAP -> "it limits what the caller's own permissions allow";
            case SPARED -> "does not limit who is named in person or is root";
            case GIVES -> "gives the caller's own permissions";
            case NOT_NEEDED -> "the caller is named and needs no permissions of its own";
            case GUARDS -> "lets in only whom it or a grant names";
            case STANDS_IN -> "can allow by itself";
            case ROOT -> "a root user needs none";
            case OUT_OF_REACH ->
                "no other account can be given this action, or there is no such key";
            case NOT_HEARD -> "has no say in such a request";
        };
    }

    static String principal(PrincipalMatch match) {
        return switch (match) {
            case ITSELF -> "is the caller itself";
            case ANYONE -> "is everybody, or everybody but others";
            case ROLE -> "is the role of the caller's session";
            case SESSION_MAKER -> "is the user who made the caller's session";
            case ACCOUNT -> "is the caller's account";
            case ATTACHED -> "is whom the policy is attached to";
            case NONE -> "is not the caller";
        };
    }

    static String listed(Listed<String> listed) {
        return switch (listed.sense()) {
            case THESE -> values(listed.values());
            case ALL_BUT_THESE -> "all but " + values(listed.values());
        };
    }

    static String values(List<String> values) {
        return values.size() == 1 ? values.getFirst() : "[" + String.join(", ", values) + "]";
    }

    static String constraint(Grant.Constraint constraint) {
        return switch (constraint) {
            case Grant.Constraint.Equals(var pairs) -> "is " + new TreeMap<>(pairs);
            case Grant.Constraint.Subset(var pairs) -> "has " + new TreeMap<>(pairs);
        };
    }

    static String fit(ExplainedGrant.Fit fit) {
        return switch (fit) {
            case FREE -> "not asked for";
            case NOT_ASKED -> "not asked for by this operation";
            case HOLDS -> "it does";
            case FAILS -> "it does not";
        };
    }

    /** One clause on why a condition holds or does not. */
    static String why(ExplainedCondition condition) {
        var trial = condition.trial();
        var about = trial.about().orElse("");
        var is = "the request has " + found(trial.found());
        return switch (trial.why()) {
            case FITS -> is + ", which fits " + about;
            case FITS_NONE -> is + ", which fits none of the listed values";
            case ONE_FITS -> is + ", of which " + about + " is as required";
            case NO_VALUE_FITS -> is + ", of which none is as required";
            case EACH_FITS -> is + ", of which each is as required";
            case ONE_DOES_NOT_FIT -> is + ", of which " + about + " is not as required";
            case ABSENT -> "absent";
            case ABSENT_IF_EXISTS -> "absent, which IfExists lets pass";
            case ABSENT_NEGATED -> "absent, which a negated operator lets pass";
            case ABSENT_FOR_ALL -> "absent or empty, which ForAllValues lets pass";
            case PRESENT -> "present";
            case NEEDS_SET_OPERATOR ->
                is + ", and a multi-valued key needs ForAllValues or ForAnyValue";
            case VALUE_OF_OTHER_TYPE -> is + ", which this operator cannot compare";
            case LISTED_OF_OTHER_TYPE -> is + ", and the listed " + about + " cannot be compared";
            case VARIABLE_WITHOUT_VALUE -> is + ", and the variable ${" + about + "} has no value";
        };
    }

    private static String found(Optional<ContextKeys.Value> found) {
        if (found.isEmpty()) {
            return "no value";
        }
        return switch (found.get()) {
            case ContextKeys.Single(var value) -> value.isEmpty() ? "an empty value" : value;
            case ContextKeys.Multiple(var values) -> "[" + String.join(", ", values) + "]";
        };
    }

    static String never(Changes.Why why) {
        return switch (why) {
            case OWN_ACCOUNT_ONLY -> "no other account than the key's own can be given this action";
            case NO_SUCH_KEY -> "there is no such key";
            case NO_SUCH_ROLE -> "there is no such role";
            case NO_POLICY_OF_ITS_OWN ->
                "the resource has no policy of its own that could name another account's caller";
            case NOT_TO_RETIRE ->
                "a grant is retired by whom it names for that and by its maker's account; others may"
                        + " revoke it";
            case NOBODY_TO_NAME -> "no policy of this resource can name such a caller";
            case KEPT -> "AWS keeps this action for itself";
            case TOO_MANY -> "too many statements stand against it";
        };
    }

    /** The word for {@code why} in JSON, for example {@code FitsNone}. */
    static String name(ConditionTrial.Why why) {
        var name = new StringBuilder();
        for (var part : why.name().split("_", -1)) {
            name.append(part.charAt(0)).append(part.substring(1).toLowerCase(Locale.ROOT));
        }
        return name.toString();
    }
}
