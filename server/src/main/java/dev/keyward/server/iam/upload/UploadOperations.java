package dev.keyward.server.iam.upload;

import dev.keyward.server.iam.common.Paging;
import dev.keyward.server.iam.common.UniqueIds;
import dev.keyward.server.service.Operation;

import java.util.ArrayList;
import java.util.List;

/** The operations of this family. */
public final class UploadOperations {

    private UploadOperations() {}

    public static List<Operation<?>> all(UniqueIds ids, Paging paging) {
        var all = new ArrayList<Operation<?>>();
        all.add(new UploadSigningCertificate(ids));
        all.add(new UploadSshPublicKey(ids));
        all.add(new GetSshPublicKey());
        for (var kind : UploadKind.values()) {
            all.add(new ListUploads(kind, paging));
            all.add(new UpdateUpload(kind));
            all.add(new DeleteUpload(kind));
        }
        return all;
    }
}
