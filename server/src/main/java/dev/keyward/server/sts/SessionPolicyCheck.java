package dev.keyward.server.sts;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;
import dev.keyward.server.authorize.Caller.SessionPolicies;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.CommonError;

/** Checks session policies before a session begins with them. */
final class SessionPolicyCheck {

    private static final String AWS = "aws";

    private SessionPolicyCheck() {}

    /**
     * Refuses policies that could not be judged.
     *
     * @throws dev.keyward.wire.ServiceException {@code MalformedPolicyDocument} if the inline policy
     *     is not one; {@code ValidationError} if a managed policy is of another account or is not
     *     there
     */
    static void require(SessionPolicies policies, AccountId account, Snapshot snapshot) {
        for (var arn : policies.managed()) {
            if (!isOf(account, arn) || snapshot.managedPolicies().find(arn).isEmpty()) {
                throw CommonError.VALIDATION.because(arn + " is invalid");
            }
        }
    }

    private static boolean isOf(AccountId account, Arn arn) {
        return arn.account().equals(account.value()) || arn.account().equals(AWS);
    }
}
