package dev.keyward.server.organizations.organization;

import dev.keyward.server.model.Organization;
import dev.keyward.server.model.PolicyType;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;

/** Organizations and roots as answers show them. */
public final class OrganizationShapes {

    private static final String ROOT_NAME = "Root";

    private OrganizationShapes() {}

    /** An organization. */
    static Struct organization(Organization organization, Snapshot snapshot) {
        var management = organization.managementAccount();
        var email = snapshot.accounts()
                .find(management)
                .orElseThrow(() -> new IllegalStateException("no account " + management))
                .email();
        return Struct.builder()
                .put("Id", organization.id())
                .put("Arn", organization.arn().toString())
                .put("FeatureSet", organization.features().name())
                .put("MasterAccountArn", organization.accountArn(management).toString())
                .put("MasterAccountId", management.value())
                .put("MasterAccountEmail", email)
                .putList("AvailablePolicyTypes", availableTypes(organization))
                .build();
    }

    /** AWS calls this member obsolete, and it does not say what is enabled in the root. */
    private static List<Struct> availableTypes(Organization organization) {
        return switch (organization.features()) {
            case ALL -> List.of(typeSummary(PolicyType.SERVICE_CONTROL_POLICY));
            case CONSOLIDATED_BILLING -> List.of();
        };
    }

    /** The root of an organization with the types of policies that are enabled in it. */
    public static Struct root(Organization organization) {
        return Struct.builder()
                .put("Id", organization.rootId())
                .put("Arn", organization.rootArn(organization.rootId()).toString())
                .put("Name", ROOT_NAME)
                .putList(
                        "PolicyTypes",
                        organization.enabled().stream()
                                .map(OrganizationShapes::typeSummary)
                                .toList())
                .build();
    }

    private static Struct typeSummary(PolicyType type) {
        return Struct.builder()
                .put("Type", type.name())
                .put("Status", "ENABLED")
                .build();
    }
}
