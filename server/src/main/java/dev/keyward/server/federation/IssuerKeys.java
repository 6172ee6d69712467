package dev.keyward.server.federation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.keyward.wire.ServiceException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of issuers. What a provider answered is kept for a quarter of an hour; a token with a key that is
 * not among it makes the server ask again, since providers change their keys. No provider is asked more often
 * than every ten seconds, nor by two at a time, whatever tokens come: who sends one needs no credentials.
 * Keys that have grown old are not used, even if no others can be had.
 *
 * <p>Safe for use by many threads.
 */
final class IssuerKeys {

    private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);

    private static final Duration FRESH = Duration.ofMinutes(15);
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final int MOST_KEPT = 1_000;

    private final PinnedKeys pinned;
    private final KeySource source;
    private final Cache<Place, Kept> kept =
            Caffeine.newBuilder().maximumSize(MOST_KEPT).executor(Runnable::run).build();

    /** Where keys come from, and by what that place is known: other thumbprints, another place. */
    private record Place(String url, List<String> thumbprints) {}

    IssuerKeys(PinnedKeys pinned, KeySource source) {
        this.pinned = pinned;
        this.source = source;
    }

    /**
     * The key that {@code signature} claims to be of.
     *
     * @throws ServiceException {@code InvalidIdentityToken}, {@code IDPCommunicationError}
     */
    PublicJsonWebKey of(Issuer issuer, JsonWebSignature signature, Instant now) {
        var given = pinned.of(issuer);
        var key = given.isPresent()
                ? given.get().find(signature)
                : kept.get(new Place(issuer.url(), issuer.thumbprints()), _ -> new Kept())
                        .find(issuer, signature, now);
        return key.orElseThrow(KeysException::noKey);
    }

    /** What is known of one issuer. */
    private final class Kept {

        private final ReentrantLock lock = new ReentrantLock();
        private Optional<KeySet> keys = Optional.empty();
        private Optional<ServiceException> failure = Optional.empty();
        private Instant asked = Instant.MIN;
        private Instant answered = Instant.MIN;

        Optional<PublicJsonWebKey> find(Issuer issuer, JsonWebSignature signature, Instant now) {
            lock.lock();
            try {
                var known = known(signature, now);
                if (known.isPresent()) {
                    return known;
                }
                if (!now.isBefore(later(asked, PAUSE))) {
                    ask(issuer, now);
                }
                if (failure.isPresent()) {
                    throw failure.get();
                }
                return known(signature, now);
            } finally {
                lock.unlock();
            }
        }

        private Optional<PublicJsonWebKey> known(JsonWebSignature signature, Instant now) {
            return now.isBefore(later(answered, FRESH))
                    ? keys.flatMap(set -> set.find(signature))
                    : Optional.empty();
        }

        private void ask(Issuer issuer, Instant now) {
            asked = now;
            try {
                keys = Optional.of(KeySet.parse(source.fetch(issuer)));
                answered = now;
                failure = Optional.empty();
            } catch (KeysException e) {
                failure = Optional.of(e.refusal());
                LOG.warn("the keys of {} cannot be had: {}", issuer.iss(), e.getMessage());
            }
        }
    }

    private static Instant later(Instant time, Duration by) {
        return time.equals(Instant.MIN) ? time : time.plus(by);
    }
}
