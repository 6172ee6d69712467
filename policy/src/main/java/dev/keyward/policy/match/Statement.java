package dev.keyward.policy.match;

import java.util.List;
import java.util.Optional;

/**
 * A statement of a policy, ready to be matched.
 *
 * @param index its place in the document, from 0
 * @param line where it begins in the document's text, from 1
 */
public record Statement(
        int index,
        Optional<String> sid,
        int line,
        Effect effect,
        PrincipalClause principal,
        ActionClause actions,
        ResourceClause resources,
        List<Condition> conditions) {

    public Statement {
        conditions = List.copyOf(conditions);
    }

    /** Whether the statement is about the request's action at all. */
    public boolean matchesAction(RequestContext context) {
        return actions.matches(context);
    }

    /**
     * How the statement fits a request whose action it is about; {@link PrincipalMatch#NONE} if it does
     * not apply.
     */
    public PrincipalMatch match(RequestContext context) {
        var match = principal.match(effect, context);
        if (match == PrincipalMatch.NONE || !resources.matches(context)) {
            return PrincipalMatch.NONE;
        }
        for (var condition : conditions) {
            if (!condition.holds(context)) {
                return PrincipalMatch.NONE;
            }
        }
        return match;
    }
}
