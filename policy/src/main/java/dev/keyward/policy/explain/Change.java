package dev.keyward.policy.explain;

import dev.keyward.policy.ContextKeys;
import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.decide.Source;
import dev.keyward.policy.parse.WrittenStatement;

/** One thing that could be otherwise. A policy that is in force several times is changed everywhere. */
public sealed interface Change {

    /** Adds a statement to the policies of that kind and name. */
    record AddStatement(PolicyKind kind, String policy, WrittenStatement statement)
            implements Change {}

    /** Adds a policy, since there is none that one could change. */
    record AddPolicy(PolicyKind kind, int level, WrittenStatement statement) implements Change {}

    /** Writes a statement otherwise; {@code at} is its place before anything is changed. */
    record ChangeStatement(Source at, WrittenStatement before, WrittenStatement after)
            implements Change {}

    /** Takes a statement out; a policy of which no statement is left says nothing. */
    record RemoveStatement(Source at, WrittenStatement before) implements Change {}

    /** Takes a whole policy away, since it is AWS's own, which nobody else can change. */
    record DetachPolicy(PolicyKind kind, String policy) implements Change {}

    /** Makes a grant on the key. */
    record AddGrant(String grantee, String operation) implements Change {}

    /** Makes the request with another value of a condition key, as the statement {@code by} asks. */
    record ChangeRequest(String key, ContextKeys.Value value, Source by) implements Change {}

    /** Whether it changes what that side has to say; either may ask for another request. */
    default boolean isOf(Side side) {
        return switch (this) {
            case AddStatement(var kind, var _, var _) -> Side.of(kind) == side;
            case AddPolicy(var kind, var _, var _) -> Side.of(kind) == side;
            case ChangeStatement(var at, var _, var _) -> Side.of(at.kind()) == side;
            case RemoveStatement(var at, var _) -> Side.of(at.kind()) == side;
            case DetachPolicy(var kind, var _) -> Side.of(kind) == side;
            case AddGrant _ -> side == Side.RESOURCE;
            case ChangeRequest(var _, var _, var by) -> Side.of(by.kind()) == side;
        };
    }
}
