package dev.keyward.server.store;

import dev.keyward.server.model.LoginProfile;
import dev.keyward.server.model.User;

import java.util.Optional;

/** The passwords of users, hashed and sealed. */
public interface LoginProfiles {

    Optional<LoginProfile> find(String userId);

    /** Writes login profiles. */
    interface Writer extends LoginProfiles {

        /** Gives the user this profile, in the place of the one that it had. */
        void put(User user, LoginProfile profile);

        /** Deletes the profile, if there is one, with every hash. */
        void delete(User user);
    }
}
