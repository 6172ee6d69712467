package dev.keyward.server.ec2;

import dev.keyward.wire.Struct;

/** The question whether a request would be allowed. */
enum DryRun {
    YES,
    NO;

    static DryRun read(Struct input) {
        return input.flag("DryRun") ? YES : NO;
    }

    /**
     * Ends a request that only asks, once it was allowed.
     *
     * @throws dev.keyward.wire.ServiceException {@code DryRunOperation}
     */
    void endHere() {
        if (this == YES) {
            throw Ec2Error.DRY_RUN_OPERATION.because(
                    "Request would have succeeded, but DryRun flag is set.");
        }
    }
}
