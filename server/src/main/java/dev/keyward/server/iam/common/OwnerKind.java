package dev.keyward.server.iam.common;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;
import dev.keyward.server.model.Group;
import dev.keyward.server.model.PolicyOwner;
import dev.keyward.server.model.Role;
import dev.keyward.server.model.User;
import dev.keyward.server.store.Page;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;

import java.util.Optional;

/** Users, groups and roles: what differs between them where IAM treats them alike. */
public enum OwnerKind {
    USER("User", "AIDA", 2_048, Quota.POLICIES_PER_USER),
    GROUP("Group", "AGPA", 5_120, Quota.POLICIES_PER_GROUP),
    ROLE("Role", "AROA", 10_240, Quota.POLICIES_PER_ROLE);

    private final String word;
    private final String idPrefix;
    private final int inlineSize;
    private final Quota attached;

    OwnerKind(String word, String idPrefix, int inlineSize, Quota attached) {
        this.word = word;
        this.idPrefix = idPrefix;
        this.inlineSize = inlineSize;
        this.attached = attached;
    }

    /** The kind of that entity. */
    public static OwnerKind of(PolicyOwner owner) {
        return switch (owner) {
            case User _ -> USER;
            case Group _ -> GROUP;
            case Role _ -> ROLE;
        };
    }

    /** As it stands in the names of operations: {@code User}. */
    public String word() {
        return word;
    }

    /** As it stands in ARNs and messages: {@code user}. */
    public String noun() {
        return switch (this) {
            case USER -> "user";
            case GROUP -> "group";
            case ROLE -> "role";
        };
    }

    /** The member of requests and answers that holds the name: {@code UserName}. */
    public String nameMember() {
        return word + "Name";
    }

    /** The member of answers that holds the unique id: {@code UserId}. */
    public String idMember() {
        return word + "Id";
    }

    public String idPrefix() {
        return idPrefix;
    }

    /** The most characters, white space not counted, that all inline policies together may have. */
    public int inlineSize() {
        return inlineSize;
    }

    /** How many managed policies may be attached. */
    public Quota attached() {
        return attached;
    }

    /** The ARN of an entity of this kind, which need not exist. */
    public Arn arn(AccountId account, String path, String name) {
        return new Arn("aws", "iam", "", account.value(), noun() + path + name);
    }

    /** The entity of that name, whose case does not matter. */
    public Optional<? extends PolicyOwner> find(Snapshot snapshot, AccountId account, String name) {
        return switch (this) {
            case USER -> snapshot.users().find(account, name);
            case GROUP -> snapshot.groups().find(account, name);
            case ROLE -> snapshot.roles().find(account, name);
        };
    }

    /** The entities under a path, by name. */
    public Page<? extends PolicyOwner> list(
            Snapshot snapshot, AccountId account, String pathPrefix, Page.Request rows) {
        return switch (this) {
            case USER -> snapshot.users().list(account, pathPrefix, rows);
            case GROUP -> snapshot.groups().list(account, pathPrefix, rows);
            case ROLE -> snapshot.roles().list(account, pathPrefix, rows);
        };
    }

    /**
     * Refuses a name that is taken, in whatever case.
     *
     * @throws dev.keyward.wire.ServiceException {@code EntityAlreadyExists}
     */
    public void requireFree(Snapshot snapshot, AccountId account, String name) {
        if (find(snapshot, account, name).isPresent()) {
            throw IamError.ENTITY_ALREADY_EXISTS.because(
                    word + " with name " + name + " already exists.");
        }
    }

    /** Replaces all of the entity with the same id. */
    public static void update(Transaction transaction, PolicyOwner owner) {
        switch (owner) {
            case User user -> transaction.users().update(user);
            case Group group -> transaction.groups().update(group);
            case Role role -> transaction.roles().update(role);
        }
    }
}
