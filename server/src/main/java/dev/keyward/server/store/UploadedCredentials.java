package dev.keyward.server.store;

import dev.keyward.policy.AccountId;
import dev.keyward.server.model.UploadedCredential;
import dev.keyward.server.model.UploadedCredential.Kind;

import java.util.List;

/** Signing certificates and SSH public keys. */
public interface UploadedCredentials {

    /** Those of a user, oldest first. */
    List<UploadedCredential> ofUser(Kind kind, String userId);

    /** Those of an account's root user, oldest first. */
    List<UploadedCredential> ofRoot(Kind kind, AccountId account);

    /** Those of the account with that fingerprint. */
    List<UploadedCredential> alike(Kind kind, AccountId account, String fingerprint);

    /** Writes uploaded credentials. */
    interface Writer extends UploadedCredentials {

        void insert(UploadedCredential credential);

        /** Replaces the status of the one with the same id. */
        void update(UploadedCredential credential);

        void delete(UploadedCredential credential);
    }
}
