package dev.keyward.server.organizations.policy;

import dev.keyward.server.model.OrganizationPolicy;
import dev.keyward.wire.Struct;

/** Policies as answers show them. */
final class PolicyShapes {

    private PolicyShapes() {}

    /** A policy as lists show it. */
    static Struct summary(OrganizationPolicy policy) {
        return Struct.builder()
                .put("Id", policy.id())
                .put("Arn", policy.arn().toString())
                .put("Name", policy.name())
                .put("Description", policy.description())
                .put("Type", policy.type().name())
                .put("AwsManaged", policy.isOfAws())
                .build();
    }

    /** An answer that is one policy with its content. */
    static Struct answer(OrganizationPolicy policy) {
        var whole = Struct.builder()
                .put("PolicySummary", summary(policy))
                .put("Content", policy.content())
                .build();
        return Struct.builder().put("Policy", whole).build();
    }
}
