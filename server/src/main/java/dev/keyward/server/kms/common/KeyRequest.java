package dev.keyward.server.kms.common;

import dev.keyward.wire.Struct;

/** The request of an operation that needs a KeyId and nothing else. */
public record KeyRequest(String keyId) {

    public static KeyRequest read(Struct input) {
        return new KeyRequest(input.requiredText("KeyId"));
    }
}
