package dev.keyward.server.store;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

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

        /** These rows of a list that is in memory as a whole, in the order of {@code sortKey}. */
        public <T> Page<T> of(List<T> all, Function<T, String> sortKey) {
            var left = all.stream()
                    .sorted(Comparator.comparing(sortKey))
                    .filter(item ->
                            after.isEmpty() || sortKey.apply(item).compareTo(after.get()) > 0)
                    .toList();
            if (left.size() <= limit) {
                return new Page<>(left, Optional.empty());
            }
            var items = left.subList(0, limit);
            return new Page<>(items, Optional.of(sortKey.apply(items.getLast())));
        }
    }
}
