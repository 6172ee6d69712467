package dev.keyward.server.service;

import dev.keyward.crypto.SecretBytes;
import dev.keyward.crypto.wrap.RootKey;
import dev.keyward.crypto.wrap.Sealer;
import dev.keyward.policy.AccountId;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.model.Region;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * The markers by which a client asks for the next page of a list. They are sealed: a client cannot
 * read or make one, and one that was given for another list does not open.
 *
 * <p>Safe for use by many threads.
 */
public final class Markers {

    /**
     * The most that KMS takes. IAM takes 320 only, which is room for the longest name that it gives to
     * anything, 128 characters.
     */
    private static final int MOST_CHARACTERS = 1024;

    private final Sealer sealer;

    public Markers(RootKey rootKey) {
        this.sealer = rootKey.sealer("page-marker");
    }

    /**
     * The list that a marker belongs to.
     *
     * @param filter whatever else of the request decides which rows the list has; the page size is
     *     not part of it
     */
    public record Listing(String operation, AccountId account, Region region, String filter) {

        /** The list of {@code operation}, for example {@code kms:ListKeys}, that the caller reads. */
        public static Listing of(String operation, Call call, String filter) {
            return new Listing(operation, call.account(), call.region(), filter);
        }

        private byte[] aad() {
            // Only the filter can hold a line break, and it stands last.
            return String.join("\n", operation, account.value(), region.code(), filter)
                    .getBytes(StandardCharsets.UTF_8);
        }
    }

    /** The marker of the page that begins after the sort key {@code after}. */
    public String seal(Listing listing, String after) {
        var sealed = sealer.seal(after.getBytes(StandardCharsets.UTF_8), listing.aad());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /** The sort key that the marker holds; empty if it was not sealed here for this list. */
    public Optional<String> open(Listing listing, String marker) {
        if (marker.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        byte[] sealed;
        try {
            sealed = Base64.getUrlDecoder().decode(marker);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
        return sealer.open(sealed, listing.aad()).map(Markers::text);
    }

    private static String text(SecretBytes opened) {
        try (opened) {
            return opened.use(bytes -> new String(bytes, StandardCharsets.UTF_8));
        }
    }
}
