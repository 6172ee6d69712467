package dev.keyward.server.iam.tag;

import dev.keyward.server.iam.common.Paging;
import dev.keyward.server.service.Operation;

import java.util.ArrayList;
import java.util.List;

/** The operations of this family. */
public final class TagOperations {

    private TagOperations() {}

    public static List<Operation<?>> all(Paging paging) {
        var all = new ArrayList<Operation<?>>();
        for (var kind : TaggedKind.values()) {
            all.add(new TagEntity(kind));
            all.add(new UntagEntity(kind));
            all.add(new ListEntityTags(kind, paging));
        }
        return all;
    }
}
