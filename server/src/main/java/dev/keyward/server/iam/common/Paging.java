package dev.keyward.server.iam.common;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.service.Markers;
import dev.keyward.server.service.Markers.Listing;
import dev.keyward.server.store.Page;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.Document;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The pages of IAM's lists, by {@code Marker}, {@code MaxItems} and {@code IsTruncated}. */
public final class Paging {

    /** What IAM answers with when a request does not say how much it wants. */
    private static final int DEFAULT_ITEMS = 100;

    private final Markers markers;

    public Paging(Markers markers) {
        this.markers = markers;
    }

    /**
     * What a request asks for.
     *
     * @param maxItems 1 to 1,000
     */
    public record Asked(Optional<String> marker, int maxItems) {

        public static Asked read(Struct input) {
            return new Asked(input.text("Marker"), input.integer("MaxItems").orElse(DEFAULT_ITEMS));
        }
    }

    /**
     * Opens the list at the place that the request asks for.
     *
     * @param filter whatever else of the request decides which rows the list has
     * @throws ServiceException {@code ValidationError} if the marker is not one of this list
     */
    public Window open(String operation, Call call, Asked asked, String filter) {
        var listing = Listing.of("iam:" + operation, call, filter);
        var after = asked.marker()
                .map(marker -> markers.open(listing, marker)
                        .orElseThrow(
                                () -> CommonError.VALIDATION.because("Invalid Marker: " + marker)));
        return new Window(markers, listing, new Page.Request(after, asked.maxItems()));
    }

    /** One page of a list. */
    public static final class Window {

        private final Markers markers;
        private final Listing listing;
        private final Page.Request rows;

        private Window(Markers markers, Listing listing, Page.Request rows) {
            this.markers = markers;
            this.listing = listing;
            this.rows = rows;
        }

        /** Which rows to ask the store for. */
        public Page.Request rows() {
            return rows;
        }

        /** The rows of a list that is in memory as a whole, in the order of {@code sortKey}. */
        public <T> Page<T> slice(List<T> all, Function<T, String> sortKey) {
            return rows.of(all, sortKey);
        }

        /** An answer with the rows as {@code member}. */
        public <T> Struct.Builder answer(
                String member, Page<T> page, Function<? super T, ? extends Document> describe) {
            List<Document> described =
                    page.items().stream().<Document>map(describe).toList();
            return end(Struct.builder().putList(member, described), page.next());
        }

        /** Says in the answer whether there is more, and where it begins. */
        public Struct.Builder end(Struct.Builder answer, Optional<String> next) {
            answer.put("IsTruncated", next.isPresent());
            return answer.putText("Marker", next.map(after -> markers.seal(listing, after)));
        }
    }
}
