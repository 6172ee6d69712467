package dev.keyward.server.organizations.common;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.service.Markers;
import dev.keyward.server.service.Markers.Listing;
import dev.keyward.server.store.Page;
import dev.keyward.wire.Document;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The pages of Organizations' lists, by {@code MaxResults} and {@code NextToken}. */
public final class Paging {

    /** The most that a page has, and what it has when a request does not say. */
    private static final int MOST = 20;

    private final Markers markers;

    public Paging(Markers markers) {
        this.markers = markers;
    }

    /** The page that a request asks for. */
    public record Asked(Optional<String> token, int maxResults) {

        public static Asked read(Struct input) {
            return new Asked(
                    input.text("NextToken"), input.integer("MaxResults").orElse(MOST));
        }
    }

    /**
     * Opens the list at the place that the request asks for.
     *
     * @param filter whatever else of the request decides which rows the list has
     * @throws ServiceException {@code InvalidInputException} if the token is not one of this list
     */
    public Window open(String operation, Call call, Asked asked, String filter) {
        var listing = Listing.of("organizations:" + operation, call, filter);
        var after = asked.token()
                .map(token -> markers.open(listing, token)
                        .orElseThrow(() -> OrganizationsError.INVALID_INPUT.because(
                                "INVALID_NEXT_TOKEN",
                                "Get the value for the NextToken parameter from the response to a"
                                        + " previous call of the operation.")));
        return new Window(markers, listing, new Page.Request(after, asked.maxResults()));
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

        /** The answer, with the rows as {@code member}. */
        public <T> Struct answer(
                String member, Page<T> page, Function<? super T, ? extends Document> describe) {
            List<Document> described =
                    page.items().stream().<Document>map(describe).toList();
            return Struct.builder()
                    .putList(member, described)
                    .putText("NextToken", page.next().map(last -> markers.seal(listing, last)))
                    .build();
        }
    }
}
