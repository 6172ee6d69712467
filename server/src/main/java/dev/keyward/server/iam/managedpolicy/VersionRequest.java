package dev.keyward.server.iam.managedpolicy;

import dev.keyward.server.iam.common.PolicyRef;
import dev.keyward.wire.Struct;

/** A version of a policy as a request names it. */
record VersionRequest(PolicyRef policy, String versionId) {

    static VersionRequest read(Struct input) {
        return new VersionRequest(PolicyRef.read(input), input.requiredText("VersionId"));
    }
}
