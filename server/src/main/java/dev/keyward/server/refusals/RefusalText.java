package dev.keyward.server.refusals;

import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.decide.Decision;
import dev.keyward.policy.decide.Source;
import dev.keyward.policy.explain.ExplainedCondition;
import dev.keyward.policy.explain.ExplainedGrant;
import dev.keyward.policy.explain.ExplainedLayer;
import dev.keyward.policy.explain.ExplainedStatement;
import dev.keyward.policy.explain.Word;
import dev.keyward.policy.match.PrincipalMatch;

import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** An explanation for people to read; used by one thread. */
final class RefusalText {

    private final StringBuilder text = new StringBuilder();

    private RefusalText() {}

    static String of(RefusedCall refused, View view, Shown shown) {
        var written = new RefusalText();
        var request = refused.question().request();
        written.line(
                0,
                refused.operation() + " at " + refused.time().truncatedTo(ChronoUnit.SECONDS)
                        + ", request " + refused.requestId());
        written.line(1, "by " + request.principal().arn());
        written.line(1, request.action() + " on " + request.resource());
        written.line(0, reason(shown.refusal(), view));
        shown.layers().forEach(written::layer);
        return written.text.toString();
    }

    /** Adds one line: what a request or a policy brings with it cannot begin another. */
    private void line(int depth, String content) {
        text.append("  ".repeat(depth));
        content.chars()
                .mapToObj(c -> Character.isISOControl(c)
                        ? "\\u%04x".formatted(c)
                        : Character.toString((char) c))
                .forEach(text::append);
        text.append('\n');
    }

    private static String reason(Optional<Decision.Denial> refusal, View view) {
        if (refusal.isEmpty()) {
            return "This account's side lets it through; the other account's does not.";
        }
        var whose = switch (view) {
            case BOTH -> "";
            case CALLER, RESOURCE -> " on this account's side";
        };
        return switch (refusal.get()) {
            case Decision.ExplicitDeny deny ->
                "Denied" + whose + " by " + name(deny.source().kind()) + ", " + name(deny.source())
                        + ".";
            case Decision.ImplicitDeny deny ->
                "Not allowed" + whose + " by " + name(deny.missing()) + ".";
        };
    }

    private void layer(ExplainedLayer layer) {
        var level = switch (layer.kind()) {
            case SERVICE_CONTROL, RESOURCE_CONTROL -> " of level " + layer.level();
            case IDENTITY, PERMISSIONS_BOUNDARY, SESSION, KEY_POLICY, GRANT, VPC_ENDPOINT, TRUST ->
                "";
        };
        line(0, "");
        line(0, name(layer.kind()) + level + ": " + name(layer.word()));
        if (layer.statements().isEmpty() && layer.grants().isEmpty()) {
            line(1, "no statement about the action in " + String.join(", ", layer.policies()));
        }
        layer.statements().forEach(this::statement);
        layer.grants().forEach(this::grant);
    }

    private void statement(ExplainedStatement statement) {
        var effect = switch (statement.written().effect()) {
            case ALLOW -> "allows";
            case DENY -> "denies";
        };
        line(
                1,
                name(statement.source()) + ", " + effect + ": "
                        + (statement.applies() ? "applies" : "does not apply"));
        if (statement.principal() == PrincipalMatch.NONE) {
            line(2, "it is about other principals");
        }
        if (!statement.resourceFits()) {
            line(2, "it is about other resources");
        }
        statement.conditions().forEach(this::condition);
    }

    private void condition(ExplainedCondition condition) {
        var written = condition.written();
        var has = condition.trial().found().isEmpty()
                ? "the request has no such key"
                : "the request has "
                        + String.join(", ", LayerShapes.values(condition.trial().found()));
        line(
                2,
                written.operator() + " " + written.key() + " " + String.join(", ", written.values())
                        + ": " + (condition.holds() ? "holds, " : "does not hold, ") + has);
    }

    private void grant(ExplainedGrant grant) {
        line(
                1,
                "grant " + grant.grant().id() + ": "
                        + (grant.allows() ? "allows" : "does not apply"));
    }

    private static String name(Source source) {
        return "statement " + source.sid().orElseGet(() -> Integer.toString(source.index()))
                + " of " + source.policy() + ", line " + source.line();
    }

    private static String name(Word word) {
        return switch (word) {
            case NOT_PRESENT -> "not there";
            case NO_MATCH -> "nothing applies";
            case DELEGATES -> "leaves the choice to the caller's account";
            case ALLOW -> "allows";
            case DIRECT -> "names the caller and allows";
            case DENY -> "denies";
        };
    }

    private static String name(PolicyKind kind) {
        return switch (kind) {
            case IDENTITY -> "identity policies";
            case PERMISSIONS_BOUNDARY -> "the permissions boundary";
            case SESSION -> "session policies";
            case KEY_POLICY -> "the key policy";
            case GRANT -> "grants";
            case VPC_ENDPOINT -> "the endpoint policy";
            case SERVICE_CONTROL -> "service control policies";
            case RESOURCE_CONTROL -> "resource control policies";
            case TRUST -> "the trust policy";
        };
    }
}
