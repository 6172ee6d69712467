package dev.keyward.server.store;

import dev.keyward.policy.AccountId;
import dev.keyward.server.model.Role;

import java.util.Optional;

/** IAM roles. Names are unique within an account without regard to case. */
public interface Roles {

    Optional<Role> find(AccountId account, String name);

    Optional<Role> findById(String id);

    /** Roles whose path begins with {@code pathPrefix}; the sort key is the name. */
    Page<Role> list(AccountId account, String pathPrefix, Page.Request page);

    int count(AccountId account);

    /** Writes roles. */
    interface Writer extends Roles {

        void insert(Role role);

        /** Replaces all of the role with the same id, its tags included. */
        void update(Role role);

        void delete(Role role);
    }
}
