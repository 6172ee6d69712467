package dev.keyward.server.iam.servercertificate;

import dev.keyward.server.iam.common.ServerCertificateRef;
import dev.keyward.server.model.ServerCertificate;
import dev.keyward.wire.Struct;

/** Server certificates as answers show them. */
final class CertificateShapes {

    private CertificateShapes() {}

    /** All but its texts and tags. */
    static Struct metadata(ServerCertificate certificate) {
        return Struct.builder()
                .put("Path", certificate.path())
                .put(ServerCertificateRef.MEMBER, certificate.name())
                .put("ServerCertificateId", certificate.id())
                .put("Arn", certificate.arn().toString())
                .put("UploadDate", certificate.uploaded())
                .put("Expiration", certificate.expires())
                .build();
    }
}
