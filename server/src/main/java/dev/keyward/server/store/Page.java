package dev.keyward.server.store;

import java.util.List;
import java.util.Optional;

/**
 * Some rows of a list in order of a unique text, its sort key. {@code next} is the sort key of the
 * last row here if there are more rows after it.
 */
public record Page<T>(List<T> items, Optional<String> next) {

    public Page {
        items = List.copyOf(items);
    }

    /**
     * Which rows: those whose sort key comes after {@code after}, at most {@code limit} of them.
     *
     * @param limit 1 to 1,000
     */
    public record Request(Optional<String> after, int limit) {

        private static final int MOST = 1000;

        public Request {
            if (limit < 1 || limit > MOST) {
                throw new IllegalArgumentException("a page of " + limit + " rows");
            }
        }
    }
}
