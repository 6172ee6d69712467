package dev.keyward.server.organizations.policy;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;
import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.model.Organization;
import dev.keyward.server.organizations.common.OrganizationTargets;
import dev.keyward.server.organizations.common.OrganizationsError;
import dev.keyward.server.organizations.common.Places;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

/** The root, unit or account that a request's {@code TargetId} names. */
record PolicyTarget(String id) {

    static PolicyTarget read(Struct input) {
        return new PolicyTarget(input.requiredText("TargetId"));
    }

    Target target(String operation, ContextKeys keys, Call call, Snapshot snapshot) {
        return OrganizationTargets.on(operation, id, keys, call, snapshot);
    }

    /**
     * Refuses what is not there.
     *
     * @throws ServiceException {@code TargetNotFoundException}
     */
    void require(Organization organization, Snapshot snapshot) {
        if (!Places.exists(organization, id, snapshot)) {
            throw OrganizationsError.TARGET_NOT_FOUND.because(
                    "You specified a target that doesn't exist.");
        }
    }

    /** What it is, as an answer lists it. */
    Struct describe(Organization organization, Snapshot snapshot) {
        if (id.equals(organization.rootId())) {
            return describe(organization.rootArn(id), "Root", "ROOT");
        }
        if (AccountId.isAccountId(id)) {
            var account = snapshot.accounts()
                    .find(new AccountId(id))
                    .orElseThrow(() -> new IllegalStateException("no account " + id));
            return describe(organization.accountArn(account.id()), account.name(), "ACCOUNT");
        }
        var unit = Places.unit(organization, id, snapshot)
                .orElseThrow(() -> new IllegalStateException("no unit " + id));
        return describe(organization.unitArn(id), unit.name(), "ORGANIZATIONAL_UNIT");
    }

    private Struct describe(Arn arn, String name, String type) {
        return Struct.builder()
                .put("TargetId", id)
                .put("Arn", arn.toString())
                .put("Name", name)
                .put("Type", type)
                .build();
    }
}
