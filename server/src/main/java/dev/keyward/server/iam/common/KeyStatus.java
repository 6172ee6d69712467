package dev.keyward.server.iam.common;

import dev.keyward.server.model.AccessKey;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

import java.util.Arrays;

/** The status that a request gives to an access key, a certificate or an SSH key. */
public final class KeyStatus {

    private KeyStatus() {}

    /**
     * The request's {@code Status}.
     *
     * @throws ServiceException {@code ValidationError} if it is {@code Expired}, which the API knows too
     *     and which nothing of a user can be set to
     */
    public static AccessKey.Status read(Struct input) {
        var text = input.requiredText("Status");
        return Arrays.stream(AccessKey.Status.values())
                .filter(status -> status.wireName().equals(text))
                .findFirst()
                .orElseThrow(() -> CommonError.VALIDATION.because(
                        "Status " + text + " is not valid for an access key."));
    }
}
