package dev.keyward.server.store;

import dev.keyward.policy.AccountId;
import dev.keyward.server.model.InstanceProfile;

import java.util.List;
import java.util.Optional;

/** Instance profiles. Names are unique within an account without regard to case. */
public interface InstanceProfiles {

    Optional<InstanceProfile> find(AccountId account, String name);

    /** The profiles that hold a role, by name. */
    List<InstanceProfile> ofRole(String roleId);

    /** Profiles whose path begins with {@code pathPrefix}; the sort key is the name. */
    Page<InstanceProfile> list(AccountId account, String pathPrefix, Page.Request page);

    int count(AccountId account);

    /** Writes instance profiles. */
    interface Writer extends InstanceProfiles {

        void insert(InstanceProfile profile);

        /** Replaces the role and the tags of the profile with the same id. */
        void update(InstanceProfile profile);

        void delete(InstanceProfile profile);
    }
}
