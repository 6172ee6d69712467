package dev.keyward.server.store.sql;

import dev.keyward.server.store.Page;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Keyset paging: a query takes the rows after a sort key and one row more than the page holds, which
 * tells whether there is a next page. No page costs more than another.
 */
final class Pages {

    private Pages() {}

    /** The sort key that the rows come after: no sort key is the empty text. */
    static String after(Page.Request page) {
        return page.after().orElse("");
    }

    /** How many rows to ask for. */
    static int rows(Page.Request page) {
        return page.limit() + 1;
    }

    /** The page that begins {@code rows}. */
    static <T> Page<T> of(List<T> rows, Page.Request page, Function<T, String> sortKey) {
        if (rows.size() <= page.limit()) {
            return new Page<>(rows, Optional.empty());
        }
        var items = rows.subList(0, page.limit());
        return new Page<>(items, Optional.of(sortKey.apply(items.getLast())));
    }
}
