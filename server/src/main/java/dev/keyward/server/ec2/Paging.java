package dev.keyward.server.ec2;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.service.Markers;
import dev.keyward.server.service.Markers.Listing;
import dev.keyward.server.store.Page;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The pages of EC2's lists, by {@code NextToken} and {@code MaxResults}. */
final class Paging {

    /** A greater number is taken for this one. */
    private static final int MOST = 1_000;

    private static final int LEAST = 5;

    private final Markers markers;

    Paging(Markers markers) {
        this.markers = markers;
    }

    /** What a request asks for. */
    record Asked(Optional<String> token, int maxResults) {

        /**
         * Reads it.
         *
         * @throws dev.keyward.wire.ServiceException {@code InvalidParameterValue} if fewer than five are
         *     asked for
         */
        static Asked read(Struct input) {
            var most = input.integer("MaxResults").orElse(MOST);
            if (most < LEAST) {
                throw Ec2Error.INVALID_PARAMETER_VALUE.because("Value ( " + most
                        + " ) for parameter maxResults is invalid. Expecting a value greater than"
                        + " or equal to " + LEAST + ".");
            }
            return new Asked(input.text("NextToken"), Math.min(most, MOST));
        }
    }

    /** Some of a list, and the token of the rest. */
    record Part<T>(List<T> items, Optional<String> next) {}

    /**
     * The page that a request asks for, in the order of {@code sortKey}.
     *
     * @throws dev.keyward.wire.ServiceException {@code InvalidPaginationToken}
     */
    <T> Part<T> page(Place place, Asked asked, List<T> all, Function<T, String> sortKey) {
        var listing = Listing.of("ec2:" + place.operation(), place.call(), place.filter());
        var after = asked.token()
                .map(token -> markers.open(listing, token)
                        .orElseThrow(() -> Ec2Error.INVALID_PAGINATION_TOKEN.because(
                                "The pagination token is not one of this list")));
        var page = new Page.Request(after, asked.maxResults()).of(all, sortKey);
        return new Part<>(page.items(), page.next().map(last -> markers.seal(listing, last)));
    }

    /** The list that is paged through. */
    record Place(String operation, Call call, String filter) {}
}
