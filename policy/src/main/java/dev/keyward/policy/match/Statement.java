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
        return actions.matches(context.action());
    }

    /**
     * How the statement fits a request whose action it is about; {@link PrincipalMatch#NONE} if it does
     * not apply.
     */
    public PrincipalMatch match(RequestContext context) {
        var match = matchPrincipal(context);
        return match != PrincipalMatch.NONE && holds(context) ? match : PrincipalMatch.NONE;
    }

    /** How the statement's principal fits the caller, whatever else the statement asks for. */
    public PrincipalMatch matchPrincipal(RequestContext context) {
        return principal.match(effect, context);
    }

    /** Whether resource and conditions fit the request. */
    public boolean holds(RequestContext context) {
        if (!resources.matches(context)) {
            return false;
        }
        for (var index = 0;
                index < conditions.size();
                index++) { // no iterator on the way of a decision
            if (!conditions.get(index).holds(context)) {
                return false;
            }
        }
        return true;
    }
}
