package dev.keyward.server.kms.common;

import dev.keyward.policy.ContextKeys;
import dev.keyward.wire.Struct;

/**
 * The request of an operation that needs a KeyId and nothing else.
 *
 * @param keys the condition keys that the request brings
 */
public record KeyRequest(String keyId, ContextKeys keys) {

    public static KeyRequest read(Struct input, OperationTargets targets) {
        return read(input, targets, new Recipient.Caller());
    }

    /** With the condition keys of the recipient of the answer, too. */
    public static KeyRequest read(Struct input, OperationTargets targets, Recipient recipient) {
        return new KeyRequest(input.requiredText("KeyId"), recipient.keys(targets.keys(input)));
    }
}
