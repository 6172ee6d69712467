package dev.keyward.server.organizations.tag;

import dev.keyward.server.organizations.common.Paging;
import dev.keyward.server.service.Operation;

import java.util.List;

/** The operations of this family. */
public final class TagOperations {

    private TagOperations() {}

    public static List<Operation<?>> all(Paging paging) {
        return List.of(new ListTagsForResource(paging), new TagResource(), new UntagResource());
    }
}
