package dev.keyward.server.kms.grant;

import dev.keyward.server.authorize.PrincipalNames;
import dev.keyward.server.kms.common.GrantEntry;
import dev.keyward.server.kms.common.Paging;
import dev.keyward.server.model.Grant;
import dev.keyward.server.store.Page;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

/**
 * Pages of lists of grants.
 *
 * <p>Source: KMS API Reference, "ListGrants" and "ListRetirableGrants", {@code Limit}.
 */
final class GrantPages {

    private static final int USUAL_LIMIT = 50;
    private static final int MOST = 100;

    private GrantPages() {}

    /** The page that is asked for, which never has more than 100 grants. */
    static Paging.Asked asked(Struct input) {
        var asked = Paging.Asked.read(input, USUAL_LIMIT);
        return new Paging.Asked(Math.min(asked.limit(), MOST), asked.marker());
    }

    static Struct.Builder output(Page<Grant> page, Snapshot snapshot) {
        var names = new PrincipalNames(snapshot);
        return Struct.builder()
                .putList(
                        "Grants",
                        page.items().stream()
                                .map(grant -> GrantEntry.of(grant, names))
                                .toList());
    }
}
