package dev.keyward.policy;

/**
 * Who makes a request, in the words of the policy language. {@link #arn()} is what AWS prints for
 * the caller; the unique id is what policies are matched by, so that a new user of an old name gains
 * nothing.
 *
 * <p>Source: IAM User Guide, "AWS JSON policy elements: Principal" and "IAM identifiers".
 */
public sealed interface Principal {

    /** The account that the principal belongs to. */
    AccountId account();

    /** The ARN by which AWS names the caller, for example in a refusal. */
    String arn();

    /** The root user of an account. */
    record Root(AccountId account) implements Principal {
        @Override
        public String arn() {
            return "arn:aws:iam::" + account + ":root";
        }
    }

    /** An IAM user, with its long-term keys or a GetSessionToken session; {@code id} is {@code AIDA...}. */
    record User(AccountId account, String arn, String id) implements Principal {}

    /**
     * A session of a role. {@code arn} is {@code arn:aws:sts::A:assumed-role/NAME/SESSION}, without
     * the role's path; {@code roleArn} has the path; {@code roleId} is {@code AROA...}.
     */
    record AssumedRole(
            AccountId account, String arn, String roleArn, String roleId, String sessionName)
            implements Principal {}

    /** A GetFederationToken session of the user {@code userArn}, {@code userId}. */
    record FederatedUser(AccountId account, String arn, String userArn, String userId)
            implements Principal {}

    /**
     * Somebody whom an external identity provider vouches for, asking for a role's session. {@code
     * provider} is what a trust policy names as {@code Federated}: a provider's ARN or a well-known
     * host.
     */
    record Federated(AccountId account, String provider) implements Principal {
        @Override
        public String arn() {
            return provider;
        }
    }

    /** An AWS service acting for itself, for example {@code s3.amazonaws.com}. */
    record Service(AccountId account, String name) implements Principal {
        @Override
        public String arn() {
            return name;
        }
    }
}
