package dev.keyward.crypto.importing;

import dev.keyward.crypto.Bytes;
import dev.keyward.crypto.Providers;
import dev.keyward.crypto.SecretBytes;
import dev.keyward.crypto.wrap.RootKey;
import dev.keyward.crypto.wrap.Sealer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * The form in which a client keeps an {@link ImportToken}: sealed under the root key for one KMS
 * key, so that it can be neither read nor changed nor used for another, and the server stores
 * nothing of an import that was only announced.
 *
 * <p>Sealed is a version (1), the codes of algorithm and wrapping key spec (a byte each), the
 * milliseconds since 1970 at which the token expires (eight bytes, the most significant first), and
 * the private key as PKCS #8. The key's ARN is authenticated with it. Limits: at most 6,144 bytes
 * for the longest key, which is what the API takes.
 *
 * <p>Safe for use by several threads.
 */
public final class ImportTokens {

    private static final byte VERSION = 1;

    private static final int HEADER_LENGTH = 3 + Long.BYTES;

    private final Sealer sealer;

    private final Providers providers;

    public ImportTokens(RootKey root, Providers providers) {
        this.sealer = root.sealer("import-token");
        this.providers = providers;
    }

    /** The bytes for the client, who can import with them into the key {@code keyArn} only. */
    public byte[] seal(ImportToken token, String keyArn) {
        try (var key = token.wrappingKey().encode()) {
            return key.use(pkcs8 -> {
                var text = Bytes.join(header(token), pkcs8);
                try {
                    return sealer.seal(text, keyArn.getBytes(StandardCharsets.UTF_8));
                } finally {
                    Bytes.zero(text);
                }
            });
        }
    }

    private static byte[] header(ImportToken token) {
        return ByteBuffer.allocate(HEADER_LENGTH)
                .put(VERSION)
                .put((byte) token.algorithm().code())
                .put((byte) token.wrappingKey().spec().code())
                .putLong(token.validTo().toEpochMilli())
                .array();
    }

    /**
     * The token, expired or not, or nothing unless it was sealed here for {@code keyArn} and is
     * unchanged.
     */
    public Optional<ImportToken> open(byte[] sealed, String keyArn) {
        var opened = sealer.open(sealed, keyArn.getBytes(StandardCharsets.UTF_8));
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        try (SecretBytes text = opened.get()) {
            return text.use(this::read);
        }
    }

    private Optional<ImportToken> read(byte[] text) {
        if (text.length <= HEADER_LENGTH || text[0] != VERSION) {
            return Optional.empty();
        }
        var in = ByteBuffer.wrap(text, 1, text.length - 1);
        var algorithm = WrappingAlgorithm.ofCode(in.get());
        var spec = WrappingKeySpec.ofCode(in.get());
        if (algorithm.isEmpty() || spec.isEmpty()) {
            return Optional.empty();
        }
        var validTo = Instant.ofEpochMilli(in.getLong());
        var pkcs8 = new byte[in.remaining()];
        in.get(pkcs8);
        try {
            return WrappingKey.decode(spec.get(), pkcs8, providers)
                    .map(key -> new ImportToken(algorithm.get(), key, validTo));
        } finally {
            Bytes.zero(pkcs8);
        }
    }
}
