package dev.keyward.server.iam.upload;

import dev.keyward.server.iam.common.IamError;
import dev.keyward.server.iam.common.Quota;
import dev.keyward.server.model.UploadedCredential;
import dev.keyward.server.model.User;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

import java.util.Optional;

/** Signing certificates and SSH public keys: what differs where IAM treats them alike. */
enum UploadKind {
    SIGNING_CERTIFICATE(
            UploadedCredential.Kind.SIGNING_CERTIFICATE,
            "SigningCertificate",
            "Certificate",
            Quota.SIGNING_CERTIFICATES_PER_USER),
    SSH_PUBLIC_KEY(
            UploadedCredential.Kind.SSH_PUBLIC_KEY,
            "SSHPublicKey",
            "SSHPublicKey",
            Quota.SSH_PUBLIC_KEYS_PER_USER);

    private final UploadedCredential.Kind stored;
    private final String word;
    private final String member;
    private final Quota quota;

    UploadKind(UploadedCredential.Kind stored, String word, String member, Quota quota) {
        this.stored = stored;
        this.word = word;
        this.member = member;
        this.quota = quota;
    }

    UploadedCredential.Kind stored() {
        return stored;
    }

    /** As it stands in the names of operations. */
    String word() {
        return word;
    }

    /** The member of answers that holds one; with an {@code s}, the one that holds a list. */
    String member() {
        return member;
    }

    /** The member of requests and answers that holds the id. */
    String idMember() {
        return member + "Id";
    }

    Quota quota() {
        return quota;
    }

    ServiceException notFound(String id) {
        return IamError.NO_SUCH_ENTITY.because(
                switch (this) {
                    case SIGNING_CERTIFICATE ->
                        "The Certificate with id " + id + " cannot be found.";
                    case SSH_PUBLIC_KEY -> "The Public Key with id " + id + " cannot be found.";
                });
    }

    /** One as a list shows it: a certificate with all of it, a key without its body. */
    Struct listed(UploadedCredential credential, Optional<User> user) {
        var answer = basics(credential, user);
        return switch (this) {
            case SIGNING_CERTIFICATE ->
                answer.put("CertificateBody", credential.body()).build();
            case SSH_PUBLIC_KEY -> answer.build();
        };
    }

    /** What every answer shows. */
    Struct.Builder basics(UploadedCredential credential, Optional<User> user) {
        return Struct.builder()
                .putText("UserName", user.map(User::name))
                .put(idMember(), credential.id())
                .put("Status", credential.status().wireName())
                .put("UploadDate", credential.uploaded());
    }
}
