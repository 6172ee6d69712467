package dev.keyward.server.iam.attachment;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.OwnerKind;
import dev.keyward.server.iam.common.OwnerRef;
import dev.keyward.server.iam.common.PolicyRef;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

/** A policy to be attached to somebody, or detached. */
record AttachmentRequest(OwnerRef owner, PolicyRef policy) {

    static AttachmentRequest read(OwnerKind kind, Struct input) {
        return new AttachmentRequest(OwnerRef.read(kind, input), PolicyRef.read(input));
    }

    Target target(String operation, Call call, Snapshot snapshot) {
        return owner.policyTarget(operation, policy.key(), call, snapshot);
    }
}
