package dev.keyward.server.store;

import dev.keyward.server.model.InlinePolicy;
import dev.keyward.server.model.PolicyOwner;

import java.util.List;
import java.util.Optional;

/** The inline policies of users, groups and roles. */
public interface InlinePolicies {

    Optional<InlinePolicy> find(String ownerId, String name);

    /** All inline policies of an owner, by name. */
    List<InlinePolicy> list(String ownerId);

    /** Writes inline policies. */
    interface Writer extends InlinePolicies {

        /** Adds the policy, or replaces the one of the same name. */
        void put(PolicyOwner owner, InlinePolicy policy);

        void delete(PolicyOwner owner, String name);
    }
}
