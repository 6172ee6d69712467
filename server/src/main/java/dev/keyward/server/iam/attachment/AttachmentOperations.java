package dev.keyward.server.iam.attachment;

import dev.keyward.server.iam.common.OwnerKind;
import dev.keyward.server.iam.common.Paging;
import dev.keyward.server.service.Operation;

import java.util.ArrayList;
import java.util.List;

/** The operations of this family. */
public final class AttachmentOperations {

    private AttachmentOperations() {}

    public static List<Operation<?>> all(Paging paging) {
        var all = new ArrayList<Operation<?>>();
        for (var kind : OwnerKind.values()) {
            all.add(new AttachPolicy(kind));
            all.add(new DetachPolicy(kind));
            all.add(new ListAttachedPolicies(kind, paging));
        }
        return all;
    }
}
