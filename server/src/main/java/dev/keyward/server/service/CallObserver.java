package dev.keyward.server.service;

import dev.keyward.policy.PolicyKind;
import dev.keyward.server.authorize.Call;
import dev.keyward.wire.ErrorCode;

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

    /** How a call ended. */
    sealed interface Outcome {}

    /** It was performed. */
    record Answered() implements Outcome {}

    /** It was authorized, or needed no permission, and was refused for another reason. */
    record Refused(ErrorCode code) implements Outcome {}

    /**
     * It was not authorized.
     *
     * @param layer the kind of policy that denied, or that allowed nothing
     */
    record Denied(String action, PolicyKind layer) implements Outcome {}

    /** Something broke on our side. */
    record Failed() implements Outcome {}
}
