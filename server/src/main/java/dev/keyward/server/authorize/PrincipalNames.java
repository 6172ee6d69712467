package dev.keyward.server.authorize;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;
import dev.keyward.server.model.PolicyOwner;
import dev.keyward.server.store.Snapshot;

import java.util.Optional;

/**
 * The {@code AWS} principals of key policies and trust policies, between the names that people write
 * and the names that are stored. Users and roles are stored by unique id, so that a later user of the
 * same name gains nothing; whoever was deleted shows as its id.
 *
 * <p>Source: IAM User Guide, "AWS JSON policy elements: Principal" and "IAM identifiers".
 */
public final class PrincipalNames {

    private static final String ANYONE = "*";
    private static final String USER_ID_PREFIX = "AIDA";
    private static final String ROLE_ID_PREFIX = "AROA";
    private static final int SESSION_PARTS = 3;

    private final Snapshot snapshot;

    public PrincipalNames(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    /**
     * What {@code written} is stored as: a user's or role's unique id, the ARN of an account's root, or
     * itself for a session and for {@code *}. Empty if this server has no such principal: an unknown
     * account, a group, a pattern, or the id of someone who was deleted.
     */
    public Optional<String> stored(String written) {
        if (written.equals(ANYONE)) {
            return Optional.of(written);
        }
        if (AccountId.isAccountId(written)) {
            return existingRoot(new AccountId(written));
        }
        if (Arn.isArn(written)) {
            return storedArn(Arn.parse(written));
        }
        return entity(written).map(PolicyOwner::id);
    }

    /** What people see of a stored principal: the ARN that a user or role has now, else itself. */
    public String shown(String stored) {
        return entity(stored).map(owner -> owner.arn().toString()).orElse(stored);
    }

    private Optional<String> storedArn(Arn arn) {
        if (!arn.partition().equals("aws")
                || !arn.region().isEmpty()
                || !AccountId.isAccountId(arn.account())) {
            return Optional.empty();
        }
        var account = new AccountId(arn.account());
        return switch (arn.service()) {
            case "iam" -> storedIam(arn, account);
            case "sts" -> storedSession(arn, account);
            default -> Optional.empty();
        };
    }

    private Optional<String> storedIam(Arn arn, AccountId account) {
        if (arn.resource().equals("root")) {
            return existingRoot(account);
        }
        var name = arn.resource().substring(arn.resource().lastIndexOf('/') + 1);
        Optional<? extends PolicyOwner> owner = Optional.empty();
        if (arn.resource().startsWith("user/")) {
            owner = snapshot.users().find(account, name);
        } else if (arn.resource().startsWith("role/")) {
            owner = snapshot.roles().find(account, name);
        }
        // Names are found without regard to case and by name only; a principal must be spelled
        // exactly.
        return owner.filter(found -> found.arn().equals(arn)).map(PolicyOwner::id);
    }

    /** Sessions come and go, so only the role or the account behind one must exist. */
    private Optional<String> storedSession(Arn arn, AccountId account) {
        var parts = arn.resource().split("/", -1);
        var isRoleSession = parts.length == SESSION_PARTS
                && parts[0].equals("assumed-role")
                && isPlain(parts[2])
                && snapshot.roles()
                        .find(account, parts[1])
                        .filter(role -> role.name().equals(parts[1]))
                        .isPresent();
        var isFederatedUser = parts.length == SESSION_PARTS - 1
                && parts[0].equals("federated-user")
                && isPlain(parts[1])
                && exists(account);
        return isRoleSession || isFederatedUser ? Optional.of(arn.toString()) : Optional.empty();
    }

    private static boolean isPlain(String name) {
        return !name.isEmpty() && name.indexOf('*') < 0 && name.indexOf('?') < 0;
    }

    private Optional<String> existingRoot(AccountId account) {
        return exists(account) ? Optional.of(root(account)) : Optional.empty();
    }

    /** The name that stands for everybody of an account, written or stored. */
    public static String root(AccountId account) {
        return new Arn("aws", "iam", "", account.value(), "root").toString();
    }

    private boolean exists(AccountId account) {
        return snapshot.accounts().find(account).isPresent();
    }

    /** Whether {@code text} has the form of a user's or role's unique id, be there one or not. */
    public static boolean isId(String text) {
        return text.startsWith(USER_ID_PREFIX) || text.startsWith(ROLE_ID_PREFIX);
    }

    private Optional<? extends PolicyOwner> entity(String id) {
        if (id.startsWith(USER_ID_PREFIX)) {
            return snapshot.users().findById(id);
        }
        return id.startsWith(ROLE_ID_PREFIX) ? snapshot.roles().findById(id) : Optional.empty();
    }
}
