package dev.keyward.server.iam.servercertificate;

import dev.keyward.server.iam.common.Paging;
import dev.keyward.server.iam.common.UniqueIds;
import dev.keyward.server.service.Operation;

import java.util.List;

/** The operations of this family. */
public final class ServerCertificateOperations {

    private ServerCertificateOperations() {}

    public static List<Operation<?>> all(UniqueIds ids, Paging paging) {
        return List.of(
                new UploadServerCertificate(ids),
                new GetServerCertificate(),
                new ListServerCertificates(paging),
                new UpdateServerCertificate(),
                new DeleteServerCertificate());
    }
}
