package dev.keyward.policy.parse;

import dev.keyward.policy.match.RequestContext;
import dev.keyward.policy.match.Statement;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which statements of a document are about an action, remembered for the actions that were asked about.
 * Most statements are about other actions than the one at hand, and finding that out again for every
 * request would be most of the work.
 *
 * <p>Safe for use by many threads.
 */
final class ActionIndex {

    /** More than the actions of a service; beyond it, answers are right but no longer remembered. */
    private static final int MOST_ACTIONS = 256;

    private final List<Statement> statements;
    private final ConcurrentHashMap<String, List<Statement>> byAction = new ConcurrentHashMap<>();

    ActionIndex(List<Statement> statements) {
        this.statements = statements;
    }

    List<Statement> about(RequestContext context) {
        var known = byAction.get(context.action());
        if (known != null) {
            return known;
        }
        var found = statements.stream()
                .filter(statement -> statement.matchesAction(context))
                .toList();
        if (byAction.size() < MOST_ACTIONS) {
            byAction.put(context.action(), found);
        }
        return found;
    }
}
