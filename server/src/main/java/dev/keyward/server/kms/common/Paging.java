package dev.keyward.server.kms.common;

import dev.keyward.server.service.Markers;
import dev.keyward.server.service.Markers.Listing;
import dev.keyward.server.store.Page;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

import java.util.Optional;

/** The pages of KMS's lists: {@code Limit} and {@code Marker} in, {@code NextMarker} and {@code Truncated} out. */
public final class Paging {

    private final Markers markers;

    public Paging(Markers markers) {
        this.markers = markers;
    }

    /** The page that a request asks for. */
    public record Asked(int limit, Optional<String> marker) {

        /** Reads it; {@code limit} holds where the request names none. */
        public static Asked read(Struct input, int limit) {
            return new Asked(input.integer("Limit").orElse(limit), input.text("Marker"));
        }
    }

    /**
     * The rows of {@code listing} that are asked for.
     *
     * @throws ServiceException {@code InvalidMarkerException} if the marker was not given for this
     *     list
     */
    public Page.Request rows(Asked asked, Listing listing) {
        if (asked.marker().isEmpty()) {
            return new Page.Request(Optional.empty(), asked.limit());
        }
        var after = markers.open(listing, asked.marker().get());
        if (after.isEmpty()) {
            throw invalidMarker();
        }
        return new Page.Request(after, asked.limit());
    }

    /** The output so far, completed by where the list goes on. */
    public Struct answer(Struct.Builder output, Page<?> page, Listing listing) {
        page.next().ifPresent(last -> output.put("NextMarker", markers.seal(listing, last)));
        return output.put("Truncated", page.next().isPresent()).build();
    }

    /**
     * Refuses a marker for a list that never has a second page, since none was ever given for it.
     *
     * @throws ServiceException {@code InvalidMarkerException}
     */
    public static void refuseAnyMarker(Struct input) {
        if (input.has("Marker")) {
            throw invalidMarker();
        }
    }

    private static ServiceException invalidMarker() {
        return KmsError.INVALID_MARKER.because("Could not deserialize marker.");
    }
}
