package dev.keyward.server.authorize;

import dev.keyward.server.model.Organization;
import dev.keyward.server.store.Snapshot;

import java.util.ArrayList;
import java.util.List;

/** What stands above the accounts and units of an organization. */
public final class Ancestry {

    /** Units are nested in five levels at most, so that more are a broken store. */
    private static final int MOST_LEVELS = 100;

    private Ancestry() {}

    /** The ids from the root down to {@code parentId}, which is the root or a unit. */
    public static List<String> downTo(
            String parentId, Organization organization, Snapshot snapshot) {
        var ids = new ArrayList<String>();
        var id = parentId;
        while (!id.equals(organization.rootId())) {
            var unitId = id;
            if (ids.size() > MOST_LEVELS) {
                throw new IllegalStateException("no way up from " + parentId);
            }
            ids.add(unitId);
            id = snapshot.organizationalUnits()
                    .find(unitId)
                    .orElseThrow(() -> new IllegalStateException("no unit " + unitId))
                    .parentId();
        }
        ids.add(organization.rootId());
        return ids.reversed();
    }

    /** The path of what stands right below {@code ids}, as condition keys write it: {@code o-a/r-b/ou-c/}. */
    public static String path(Organization organization, List<String> ids) {
        return organization.id() + "/" + String.join("/", ids) + "/";
    }
}
