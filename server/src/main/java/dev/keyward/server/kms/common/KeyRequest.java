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
        return new KeyRequest(input.requiredText("KeyId"), targets.keys(input));
    }
}
