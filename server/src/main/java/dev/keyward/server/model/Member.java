package dev.keyward.server.model;

import dev.keyward.policy.AccountId;

import java.time.Instant;

/**
 * An account as part of an organization, the management account among them.
 *
 * @param parentId the root or the unit that it is in
 */
public record Member(
        AccountId account,
        String organizationId,
        String parentId,
        JoinedMethod joinedMethod,
        Instant joined) {

    public enum JoinedMethod {
        INVITED,
        CREATED
    }

    public Member movedTo(String newParentId) {
        return new Member(account, organizationId, newParentId, joinedMethod, joined);
    }
}
