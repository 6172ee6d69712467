package dev.keyward.server.authorize;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** Text made small enough for a session token. It is never compressed together with a secret. */
public final class Compressed {

    /** More than any policy: a request's body is at most 1 MiB. */
    private static final int MOST_BYTES = 1 << 21;

    private Compressed() {}

    public static byte[] of(String text) {
        var deflater = new Deflater(Deflater.BEST_COMPRESSION);
        var bytes = new ByteArrayOutputStream();
        try (var out = new DeflaterOutputStream(bytes, deflater)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    /** The text again. It must be one that was compressed here. */
    static String open(byte[] compressed) {
        try (var in = new InflaterInputStream(new ByteArrayInputStream(compressed))) {
            var bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new IllegalStateException("a text of over " + MOST_BYTES + " bytes");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
