package dev.keyward.server.kms.common;

import dev.keyward.wire.CommonError;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

/** Members that KMS has and Keyward does not serve yet: refused, never ignored. */
public final class NotServed {

    private NotServed() {}

    /**
     * Refuses a request that brings {@code member}.
     *
     * @throws ServiceException {@code UnsupportedOperationException}
     */
    public static void refuse(Struct input, String member) {
        if (input.has(member)) {
            throw because(member);
        }
    }

    /** The refusal of what a request asks for by {@code what}. */
    public static ServiceException because(String what) {
        return CommonError.UNSUPPORTED_OPERATION.because("Keyward does not serve " + what + " yet");
    }
}
