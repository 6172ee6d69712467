package dev.keyward.server.kms.multiregion;

import dev.keyward.server.model.Region;
import dev.keyward.server.model.ServedRegions;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

/** The Region that a request wants a key in. */
final class RegionInput {

    private RegionInput() {}

    /**
     * Reads {@code member}.
     *
     * @throws ServiceException {@code UnsupportedOperationException} if it is the code of a Region that
     *     is not served, which counts as one that the account has not enabled, or of another partition
     */
    static Region read(Struct input, String member, ServedRegions served) {
        var code = input.requiredText(member);
        if (!served.has(code)) {
            throw CommonError.UNSUPPORTED_OPERATION.because(
                    "the Region " + code + " is not served");
        }
        return new Region(code);
    }
}
