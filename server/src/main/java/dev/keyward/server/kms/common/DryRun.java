package dev.keyward.server.kms.common;

import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

/** Whether a request only asks if it would succeed. */
public enum DryRun {
    ASKED,
    NOT_ASKED;

    public static DryRun read(Struct input) {
        return input.flag("DryRun") ? ASKED : NOT_ASKED;
    }

    /**
     * Ends a dry run. Comes after every check and before anything is answered.
     *
     * @throws ServiceException {@code DryRunOperationException} if one was asked for
     */
    public void endHere() {
        switch (this) {
            case ASKED ->
                throw KmsError.DRY_RUN.because(
                        "The request would have succeeded, but the DryRun option is set.");
            case NOT_ASKED -> {}
        }
    }
}
