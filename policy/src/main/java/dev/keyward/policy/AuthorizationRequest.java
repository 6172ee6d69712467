package dev.keyward.policy;

/**
 * One question to the policies: may this principal do this action to this resource, under these
 * condition keys?
 *
 * @param action for example {@code kms:Decrypt}; compared without case, repeated in refusals as given
 * @param resource an ARN, or {@code *} for an action that has no resource
 * @param resourceAccount the account that owns the resource; the principal's own for {@code *}
 */
public record AuthorizationRequest(
        Principal principal,
        String action,
        String resource,
        AccountId resourceAccount,
        ContextKeys context) {

    /** Whether the resource belongs to another account than the caller. Services belong to none. */
    public boolean isForeign() {
        return !(principal instanceof Principal.Service)
                && !principal.account().equals(resourceAccount);
    }
}
