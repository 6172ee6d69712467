package dev.keyward.server.kms.keypolicy;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.kms.common.NotServed;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.store.Snapshot;

/** What a key policy must be, and how it is kept. */
public final class KeyPolicies {

    /** The policy to store for a key that is being made. */
    public String policyOfNewKey(PolicyInput input, KmsKey key, Call call, Snapshot snapshot) {
        if (input.text().isPresent()) {
            throw NotServed.because("Policy");
        }
        return StandardKeyPolicy.of(call.account());
    }
}
