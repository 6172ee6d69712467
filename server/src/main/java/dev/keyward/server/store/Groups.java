package dev.keyward.server.store;

import dev.keyward.policy.AccountId;
import dev.keyward.server.model.Group;
import dev.keyward.server.model.User;

import java.util.List;
import java.util.Optional;

/** IAM groups and who is in them. Names are unique within an account without regard to case. */
public interface Groups {

    Optional<Group> find(AccountId account, String name);

    Optional<Group> findById(String id);

    /** Groups whose path begins with {@code pathPrefix}; the sort key is the name. */
    Page<Group> list(AccountId account, String pathPrefix, Page.Request page);

    /** The groups of a user, by name. */
    List<Group> ofUser(String userId);

    /** The users of a group; the sort key is the name. */
    Page<User> members(String groupId, Page.Request page);

    int count(AccountId account);

    /** Writes groups. */
    interface Writer extends Groups {

        void insert(Group group);

        /** Replaces all of the group with the same id but its members. */
        void update(Group group);

        void delete(Group group);

        /** Does nothing if the user is in the group already. */
        void addMember(Group group, User user);

        /** Does nothing if the user is not in the group. */
        void removeMember(Group group, User user);
    }
}
