package dev.keyward.server.store;

import dev.keyward.policy.AccountId;

/**
 * Something whose changes are counted, so that a cache can tell whether what it holds is current.
 * Whoever writes a row that a topic covers moves the topic's revision when the transaction commits.
 */
public sealed interface Topic {

    /**
     * Everything of IAM in an account: users, groups, roles, policies, attachments, access keys, MFA
     * devices.
     */
    record Iam(AccountId account) implements Topic {}

    /** One key with its policy, tags and aliases; the id without the account, so that it is never too narrow. */
    record Key(String keyId) implements Topic {}

    /** The grants on one key; by its id as {@link Key}. */
    record Grants(String keyId) implements Topic {}

    /** One VPC endpoint with its tags. */
    record VpcEndpoint(String id) implements Topic {}

    /** One alias name in any account and Region. */
    record AliasName(String name) implements Topic {}

    /**
     * One user, group, role, managed policy, access key or registered service by its unique id, with its
     * tags, and for a user the groups that it is in. For readers that do not know the account.
     */
    record Identity(String id) implements Topic {}

    /** Everything of all organizations, and which accounts there are and are open: it changes rarely. */
    record Organizations() implements Topic {}
}
