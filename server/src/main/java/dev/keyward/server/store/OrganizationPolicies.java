package dev.keyward.server.store;

import dev.keyward.server.model.OrganizationPolicy;
import dev.keyward.server.model.PolicyType;

import java.util.List;
import java.util.Optional;

/**
 * The policies of organizations and what they are attached to: roots, units and accounts, by id. The
 * policies that AWS maintains are not kept here, but what they are attached to is.
 */
public interface OrganizationPolicies {

    Optional<OrganizationPolicy> find(String organizationId, String policyId);

    /** The policy of exactly that name. */
    Optional<OrganizationPolicy> findByName(String organizationId, PolicyType type, String name);

    /** The policies of an organization; the sort key is the id. */
    Page<OrganizationPolicy> list(String organizationId, PolicyType type, Page.Request page);

    int count(String organizationId, PolicyType type);

    /** The ids of the policies attached to a root, unit or account, in their order. */
    List<String> attachedTo(String targetId, PolicyType type);

    /** The ids of what a policy is attached to; the sort key is the id. */
    Page<String> targetsOf(String organizationId, String policyId, Page.Request page);

    /** Writes policies. */
    interface Writer extends OrganizationPolicies {

        void insert(String organizationId, OrganizationPolicy policy);

        /** Replaces name, description and content. */
        void update(String organizationId, OrganizationPolicy policy);

        /** Deletes a policy that is attached to nothing, with its tags. */
        void delete(String organizationId, OrganizationPolicy policy);

        /** Attaches a policy that is not attached there yet. */
        void attach(String organizationId, String targetId, OrganizationPolicy policy);

        void detach(String organizationId, String targetId, OrganizationPolicy policy);

        /** Detaches every policy of a type from everything in an organization. */
        void detachAll(String organizationId, PolicyType type);
    }
}
