package dev.keyward.server.store;

import dev.keyward.policy.AccountId;
import dev.keyward.server.model.User;

import java.util.Optional;

/** IAM users. Names are unique within an account without regard to case. */
public interface Users {

    /** The user of that name, whose case does not matter. */
    Optional<User> find(AccountId account, String name);

    Optional<User> findById(String id);

    /** Users whose path begins with {@code pathPrefix}; the sort key is the name. */
    Page<User> list(AccountId account, String pathPrefix, Page.Request page);

    int count(AccountId account);

    /** Writes users. */
    interface Writer extends Users {

        void insert(User user);

        /** Replaces all of the user with the same id, its tags included. */
        void update(User user);

        void delete(User user);
    }
}
