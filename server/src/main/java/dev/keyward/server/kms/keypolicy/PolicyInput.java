package dev.keyward.server.kms.keypolicy;

import dev.keyward.wire.Struct;

import java.util.Optional;

/**
 * The policy that CreateKey, ReplicateKey or PutKeyPolicy brings.
 *
 * @param text absent if a new key's is left to the server
 * @param bypassLockoutCheck whether the caller may lock itself out; absent if not said, which policies
 *     can tell from false
 */
public record PolicyInput(Optional<String> text, Optional<Boolean> bypassLockoutCheck) {

    private static final String BYPASS = "BypassPolicyLockoutSafetyCheck";

    public static PolicyInput read(Struct input) {
        return new PolicyInput(input.text("Policy"), input.bool(BYPASS));
    }

    boolean checksLockout() {
        return !bypassLockoutCheck.orElse(false);
    }
}
