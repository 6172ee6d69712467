package dev.keyward.server.store;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;
import dev.keyward.server.model.ManagedPolicy;
import dev.keyward.server.model.PolicyVersion;

import java.util.List;
import java.util.Optional;

/** Customer managed policies and their versions. */
public interface ManagedPolicies {

    Optional<ManagedPolicy> find(Arn arn);

    /** The policy of that name, whose case does not matter. */
    Optional<ManagedPolicy> findByName(AccountId account, String name);

    /** Policies whose path begins with {@code pathPrefix}; the sort key is the name. */
    Page<ManagedPolicy> list(AccountId account, String pathPrefix, Page.Request page);

    int count(AccountId account);

    /** How many versions the policies of an account have together. */
    int countVersions(AccountId account);

    /** The versions of a policy, newest first. */
    List<PolicyVersion> versions(Arn policyArn);

    Optional<PolicyVersion> findVersion(Arn policyArn, String versionId);

    /** Writes managed policies. */
    interface Writer extends ManagedPolicies {

        void insert(ManagedPolicy policy);

        /** Replaces all of the policy with the same ARN, its tags included. */
        void update(ManagedPolicy policy);

        /** Deletes the policy and its versions. */
        void delete(ManagedPolicy policy);

        void insertVersion(PolicyVersion version);

        void deleteVersion(PolicyVersion version);
    }
}
