package dev.keyward.server.iam.common;

import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

import java.util.Optional;

/**
 * Permissions boundaries in requests, answers and condition keys.
 *
 * <p>Source: IAM User Guide, "Permissions boundaries for IAM entities".
 */
public final class Boundaries {

    private static final String MEMBER = "PermissionsBoundary";

    private Boundaries() {}

    /** The ARN that the request brings as {@code PermissionsBoundary}. */
    public static Optional<String> read(Struct input) {
        return input.text(MEMBER);
    }

    /** The condition key for a boundary that is asked for, or that an entity has. */
    public static ContextKeys key(Optional<String> boundary) {
        return ContextKeys.builder().single("iam:PermissionsBoundary", boundary).build();
    }

    /**
     * Refuses what cannot bound anybody.
     *
     * @throws ServiceException {@code InvalidInput} if it is no policy ARN; {@code NoSuchEntity} if
     *     there is no such policy
     */
    public static void require(String boundary, Call call, Snapshot snapshot) {
        if (!PolicyRef.isPolicyArn(boundary)) {
            throw IamError.INVALID_INPUT.because("ARN " + boundary + " is not valid.");
        }
        if (new PolicyRef(boundary).find(call, snapshot).isEmpty()) {
            throw IamError.NO_SUCH_ENTITY.because(
                    "Scope ARN: " + boundary + " does not exist or is not attachable.");
        }
    }

    /** Puts the boundary, and leaves the member out if there is none. */
    public static void put(Struct.Builder answer, Optional<String> boundary) {
        boundary.ifPresent(arn -> answer.put(
                MEMBER,
                // The API's documents name the type PermissionsBoundaryPolicy; IAM answers Policy.
                Struct.builder()
                        .put("PermissionsBoundaryType", "Policy")
                        .put("PermissionsBoundaryArn", arn)
                        .build()));
    }
}
