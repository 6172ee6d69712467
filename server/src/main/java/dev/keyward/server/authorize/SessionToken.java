package dev.keyward.server.authorize;

import dev.keyward.crypto.SecretBytes;
import dev.keyward.policy.AccountId;
import dev.keyward.server.authorize.Caller.Session;
import dev.keyward.server.model.Role;

/**
 * What a session token holds: everything about temporary credentials, which are stored nowhere.
 *
 * @param secret the secret access key, as the bytes of its text
 */
public record SessionToken(String accessKeyId, SecretBytes secret, Holder holder, Session session) {

    /** The ARN of a session of {@code role}, which leaves out the role's path. */
    public static String assumedRoleArn(Role role, String sessionName) {
        return "arn:aws:sts::" + role.account() + ":assumed-role/" + role.name() + "/"
                + sessionName;
    }

    /** The ARN of a session that GetFederationToken gave. */
    public static String federatedUserArn(AccountId account, String name) {
        return "arn:aws:sts::" + account + ":federated-user/" + name;
    }

    /**
     * Whose credentials they are; users and roles by unique id, so that a new one of an old name
     * gains nothing.
     */
    public sealed interface Holder {
        AccountId account();
    }

    /** GetSessionToken by the root user. */
    public record RootHolder(AccountId account) implements Holder {}

    /** GetSessionToken by the user {@code userId}. */
    public record UserHolder(AccountId account, String userId) implements Holder {}

    /**
     * GetFederationToken by the user {@code userId}, or by the root user, whose id is the account's number,
     * for somebody whom it calls {@code name}.
     */
    public record FederatedHolder(AccountId account, String userId, String name)
            implements Holder {}

    /** AssumeRole of the role {@code roleId}. */
    public record RoleHolder(AccountId account, String roleId, String sessionName)
            implements Holder {}
}
