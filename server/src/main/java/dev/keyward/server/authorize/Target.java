package dev.keyward.server.authorize;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;
import dev.keyward.policy.ContextKeys;
import dev.keyward.server.model.Grant;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.model.Region;
import dev.keyward.server.model.Role;

import java.util.Optional;

/**
 * One thing that must be allowed before an operation is performed: an action on a resource, with the
 * condition keys that the request brings for it. Keys of the caller and of the resource itself
 * ({@code aws:PrincipalArn}, {@code kms:KeySpec}, {@code aws:ResourceTag/...}) are added by
 * {@link Authorizer}.
 *
 * @param action for example {@code kms:Decrypt}, spelled as AWS documents it
 * @param region where it must be allowed, if not in the Region that the request was sent to
 */
public record Target(String action, Resource resource, ContextKeys keys, Optional<Region> region) {

    /** In the Region that the request was sent to. */
    public Target(String action, Resource resource, ContextKeys keys) {
        this(action, resource, keys, Optional.empty());
    }

    /** The same as if the request had been sent to {@code other}. */
    public Target in(Region other) {
        return new Target(action, resource, keys, Optional.of(other));
    }

    /** What the action is done to, and by which rule that is decided. */
    public sealed interface Resource {

        /** What policies know the resource by: an ARN, or {@code *}. */
        String text();

        /** The account that the resource belongs to, if {@code caller} is the caller's. */
        AccountId owner(AccountId caller);
    }

    /**
     * No single resource, {@code *}: identity policies decide.
     *
     * @param mention how a refusal names the resource; empty where AWS says nothing of one
     */
    public record Anything(String mention) implements Resource {

        public Anything() {
            this("*");
        }

        /** For {@code kms:TagResource} when a key is created with tags. */
        public static Anything unmentioned() {
            return new Anything("");
        }

        @Override
        public String text() {
            return "*";
        }

        @Override
        public AccountId owner(AccountId caller) {
            return caller;
        }
    }

    /**
     * A resource of the caller's account that identity policies decide alone: an alias, a user, a policy.
     *
     * @param mention how a refusal names the resource, which is not always its ARN: IAM answers {@code
     *     on resource: user Bob}
     */
    public record Named(Arn arn, ContextKeys resourceKeys, String mention) implements Resource {

        public static Named of(Arn arn) {
            return of(arn, ContextKeys.empty());
        }

        public static Named of(Arn arn, ContextKeys resourceKeys) {
            return new Named(arn, resourceKeys, arn.toString());
        }

        @Override
        public String text() {
            return arn.toString();
        }

        @Override
        public AccountId owner(AccountId caller) {
            return ownerOf(arn, caller);
        }
    }

    /** A KMS key: its key policy decides, together with identity policies and grants. */
    public record Key(KmsKey key, Mention mention, Reach reach) implements Resource {

        @Override
        public String text() {
            return key.arn().toString();
        }

        @Override
        public AccountId owner(AccountId caller) {
            return key.account();
        }
    }

    /**
     * A key, or an alias, that does not exist, where nobody must learn that: one of another account, or
     * one that a ciphertext names. It is refused with the same words as a key that exists and may not be
     * used.
     */
    public record UnknownKey(Arn arn, AccountId owner, Mention mention) implements Resource {

        @Override
        public String text() {
            return arn.toString();
        }

        @Override
        public AccountId owner(AccountId caller) {
            return owner;
        }
    }

    /** A grant on a key that is to be retired: the grant itself says by whom. */
    public record Retirable(KmsKey key, Grant grant) implements Resource {

        @Override
        public String text() {
            return key.arn().toString();
        }

        @Override
        public AccountId owner(AccountId caller) {
            return key.account();
        }
    }

    /** A role to be assumed: its trust policy decides, together with identity policies. */
    public record Trust(Role role) implements Resource {

        @Override
        public String text() {
            return role.arn().toString();
        }

        @Override
        public AccountId owner(AccountId caller) {
            return role.account();
        }
    }

    /** A role that does not exist. It is refused with the words of one that trusts nobody. */
    public record UnknownRole(Arn arn) implements Resource {

        @Override
        public String text() {
            return arn.toString();
        }

        @Override
        public AccountId owner(AccountId caller) {
            return ownerOf(arn, caller);
        }
    }

    /**
     * What belongs to AWS itself, such as its managed policies, counts as the caller's, and so does what
     * belongs to an organization: Organizations itself says which of its accounts may ask for what.
     */
    private static AccountId ownerOf(Arn arn, AccountId caller) {
        if (arn.service().equals("organizations")) {
            return caller;
        }
        return AccountId.isAccountId(arn.account()) ? new AccountId(arn.account()) : caller;
    }

    /** How the request names a key, which the refusal repeats. */
    public enum Mention {
        BY_KEY_ID,
        BY_CIPHERTEXT
    }

    /** Whether other accounts may be given this action on a key at all. */
    public enum Reach {
        OWN_ACCOUNT,
        OTHER_ACCOUNTS
    }

    /** The key of this target. It is a bug to ask a target of another kind. */
    public KmsKey key() {
        if (resource instanceof Key(var key, var mention, var reach)) {
            return key;
        }
        throw new IllegalStateException(action + " has no key but " + resource);
    }
}
