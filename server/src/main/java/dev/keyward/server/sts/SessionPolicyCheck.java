package dev.keyward.server.sts;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;
import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.parse.PolicyDocument;
import dev.keyward.policy.parse.PolicyException;
import dev.keyward.policy.parse.ProblemReason;
import dev.keyward.server.authorize.AwsManagedPolicies;
import dev.keyward.server.authorize.Caller.SessionPolicies;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.CommonError;

/** Checks session policies before a session begins with them. */
final class SessionPolicyCheck {

    private SessionPolicyCheck() {}

    /**
     * Refuses policies that could not be judged.
     *
     * @throws dev.keyward.wire.ServiceException {@code MalformedPolicyDocument} if the inline policy
     *     is not one; {@code ValidationError} if a managed policy is of another account or is not
     *     there
     */
    static void require(SessionPolicies policies, AccountId account, Snapshot snapshot) {
        if (policies.inline().isPresent()) {
            requirePolicy(policies.inline().get());
        }
        for (var arn : policies.managed()) {
            if (!exists(arn, account, snapshot)) {
                throw CommonError.VALIDATION.because(arn + " is invalid");
            }
        }
    }

    private static void requirePolicy(String text) {
        try {
            PolicyDocument.parse(text, PolicyKind.SESSION);
        } catch (PolicyException e) {
            throw StsError.MALFORMED_POLICY_DOCUMENT.because(text(e));
        }
    }

    private static String text(PolicyException refused) {
        if (has(refused, ProblemReason.NOT_JSON)) {
            return "This policy contains invalid Json";
        }
        return has(refused, ProblemReason.PRINCIPAL_FORBIDDEN)
                ? "Policy document should not specify a principal."
                : "Syntax errors in policy.";
    }

    private static boolean has(PolicyException refused, ProblemReason reason) {
        return refused.problems().stream().anyMatch(problem -> problem.reason() == reason);
    }

    private static boolean exists(Arn arn, AccountId account, Snapshot snapshot) {
        if (arn.account().equals(AwsManagedPolicies.ACCOUNT)) {
            return AwsManagedPolicies.find(arn).isPresent();
        }
        return arn.account().equals(account.value())
                && snapshot.managedPolicies().find(arn).isPresent();
    }
}
