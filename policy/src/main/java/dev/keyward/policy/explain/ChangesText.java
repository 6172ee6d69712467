package dev.keyward.policy.explain;

import dev.keyward.policy.ContextKeys;
import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.parse.WrittenStatement;

/** The smallest changes for people, below an explanation; nothing for a request that is let through. */
public final class ChangesText {

    private static final String BELOW = "    ";

    private final PlainText out = new PlainText();

    private ChangesText() {}

    public static String of(Changes changes) {
        var text = new ChangesText();
        switch (changes) {
            case Changes.Never(var why) -> {
                text.out.line("");
                text.out.line("Nothing can allow it: " + Phrases.never(why) + ".");
            }
            case Changes.Ways(var ways) -> {
                var start = "To allow it:";
                for (var way : ways) {
                    text.out.line("");
                    text.out.line(start);
                    way.changes().forEach(text::change);
                    start = "Or:";
                }
            }
        }
        return text.out.toString();
    }

    private void change(Change change) {
        switch (change) {
            case Change.AddStatement(var kind, var policy, var statement) ->
                statement("add to the " + kind.words() + " " + policy, statement);
            case Change.AddPolicy(var kind, var level, var statement) ->
                statement("add " + policy(kind, level) + " with", statement);
            case Change.ChangeStatement(var at, var before, var after) -> {
                statement("change in the " + Phrases.source(at) + ", line " + at.line(), before);
                statement("to", after);
            }
            case Change.RemoveStatement(var at, var before) ->
                statement("remove from the " + Phrases.source(at) + ", line " + at.line(), before);
            case Change.DetachPolicy(var kind, var policy) ->
                out.line("  detach the " + kind.words() + " " + policy);
            case Change.AddGrant(var grantee, var operation) ->
                out.line("  make a grant of " + operation + " to " + grantee);
            case Change.ChangeRequest(var key, var value, var by) ->
                out.line("  make the request with " + key + " " + value(value) + ", as "
                        + Phrases.source(by) + " asks");
        }
    }

    private void statement(String what, WrittenStatement statement) {
        out.line("  " + what);
        out.lines(BELOW, statement.print());
    }

    private static String policy(PolicyKind kind, int level) {
        var article = kind == PolicyKind.IDENTITY ? "an " : "a ";
        return article + kind.words() + (Phrases.hasLevels(kind) ? " at level " + level : "");
    }

    private static String value(ContextKeys.Value value) {
        return switch (value) {
            case ContextKeys.Single(var one) -> one;
            case ContextKeys.Multiple(var several) -> "[" + String.join(", ", several) + "]";
        };
    }
}
