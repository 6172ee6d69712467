package dev.keyward.server.iam.inlinepolicy;

import dev.keyward.server.iam.common.OwnerKind;
import dev.keyward.server.iam.common.Paging;
import dev.keyward.server.service.Operation;

import java.util.ArrayList;
import java.util.List;

/** The operations of this family. */
public final class InlinePolicyOperations {

    private InlinePolicyOperations() {}

    public static List<Operation<?>> all(Paging paging) {
        var all = new ArrayList<Operation<?>>();
        for (var kind : OwnerKind.values()) {
            all.add(new PutInlinePolicy(kind));
            all.add(new GetInlinePolicy(kind));
            all.add(new ListInlinePolicies(kind, paging));
            all.add(new DeleteInlinePolicy(kind));
        }
        return all;
    }
}
