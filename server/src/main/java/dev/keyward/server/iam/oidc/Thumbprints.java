package dev.keyward.server.iam.oidc;

import dev.keyward.server.iam.common.IamError;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.Locale;

/** The thumbprints of a request: SHA-1 in hexadecimal digits, 40 of them by the API's model. */
final class Thumbprints {

    private static final int MOST = 5;

    private Thumbprints() {}

    /**
     * The request's {@code ThumbprintList}, in lower case and each once.
     *
     * @throws ServiceException {@code InvalidInput} if there are more than five
     */
    static List<String> read(Struct input) {
        var thumbprints = input.texts("ThumbprintList").stream()
                .map(text -> text.toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
        if (thumbprints.size() > MOST) {
            throw IamError.INVALID_INPUT.because(
                    "Thumbprint list must contain fewer than 5 entries.");
        }
        return thumbprints;
    }
}
