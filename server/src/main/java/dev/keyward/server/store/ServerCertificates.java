package dev.keyward.server.store;

import dev.keyward.policy.AccountId;
import dev.keyward.server.model.ServerCertificate;

import java.util.Optional;

/** Certificates of servers. Names are unique within an account without regard to case. */
public interface ServerCertificates {

    /** The certificate of that name, whose case does not matter. */
    Optional<ServerCertificate> find(AccountId account, String name);

    /** Certificates whose path begins with {@code pathPrefix}; the sort key is the name. */
    Page<ServerCertificate> list(AccountId account, String pathPrefix, Page.Request page);

    int count(AccountId account);

    /** Writes certificates. */
    interface Writer extends ServerCertificates {

        void insert(ServerCertificate certificate);

        /** Replaces path, name and tags of the one with the same id. */
        void update(ServerCertificate certificate);

        /** Deletes the certificate with its tags. */
        void delete(ServerCertificate certificate);
    }
}
