package dev.keyward.server.service;

import dev.keyward.server.authorize.Authorizer;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.wire.ErrorCode;

import java.util.List;

/**
 * Is told how every call ended, after its transaction did: what counts and records calls. It must be
 * quick and must not throw.
 */
@FunctionalInterface
public interface CallObserver {

    /** Sees nothing. */
    CallObserver NONE = (call, operation, outcome) -> {};

    /** {@code operation} as the API names it, with its service: for example {@code kms:Decrypt}. */
    void ended(Call call, String operation, Outcome outcome);

    /** Both see every call, this one first. */
    default CallObserver and(CallObserver other) {
        return (call, operation, outcome) -> {
            ended(call, operation, outcome);
            other.ended(call, operation, outcome);
        };
    }

    /** How a call ended. */
    sealed interface Outcome {}

    /**
     * It was performed.
     *
     * @param allowed what had to be allowed for it
     */
    record Answered(List<Target> allowed) implements Outcome {}

    /** It was authorized, or needed no permission, and was refused for another reason. */
    record Refused(ErrorCode code) implements Outcome {}

    /** It was not authorized. */
    record Denied(Authorizer.Refusal refusal) implements Outcome {}

    /** Something broke on our side. */
    record Failed() implements Outcome {}
}
