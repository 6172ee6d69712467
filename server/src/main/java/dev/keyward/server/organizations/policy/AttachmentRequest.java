package dev.keyward.server.organizations.policy;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;

/** A policy, and what it is to be attached to or detached from. */
record AttachmentRequest(PolicyRef policy, PolicyTarget target) {

    static AttachmentRequest read(Struct input) {
        return new AttachmentRequest(PolicyRef.read(input), PolicyTarget.read(input));
    }

    /** Both must be allowed. */
    List<Target> targets(String operation, Call call, Snapshot snapshot) {
        var key = policy.key(call, snapshot);
        return List.of(
                policy.target(operation, call, snapshot),
                target.target(operation, key, call, snapshot));
    }
}
