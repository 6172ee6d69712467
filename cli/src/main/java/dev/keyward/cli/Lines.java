package dev.keyward.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The lines of a batch, none of which costs more memory than the longest may have: what is longer, or is
 * not UTF-8, is a line with a problem, and the next one is read as if nothing were. A line ends with a
 * line feed, before which a carriage return may stand. Used by one thread.
 */
final class Lines {

    /** Of a line; a case with every layer at its largest has far fewer. */
    static final int MOST_BYTES = 1 << 24;

    private static final int BUFFER = 1 << 16;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int end;
    private int number;

    Lines(InputStream in) {
        this.in = in;
    }

    /**
     * A line by its number, from 1.
     *
     * @param problem why {@code text} is not what was written; empty if it is
     */
    record Line(int number, String text, String problem) {

        boolean isBlank() {
            return problem.isEmpty() && text.isBlank();
        }
    }

    /** Whether the next line may have to be waited for. */
    boolean mustWait() throws IOException {
        return at == end && in.available() <= 0;
    }

    Optional<Line> next() throws IOException {
        if (!fill()) {
            return Optional.empty();
        }
        var bytes = new ByteArrayOutputStream();
        var length = 0L;
        var ended = false;
        while (!ended && fill()) {
            var start = at;
            while (at < end && buffer[at] != '\n') {
                at++;
            }
            length += at - start;
            if (length <= MOST_BYTES) {
                bytes.write(buffer, start, at - start);
            }
            if (at < end) {
                at++;
                ended = true;
            }
        }
        number++;
        return Optional.of(
                length > MOST_BYTES
                        ? new Line(number, "", "more than " + MOST_BYTES + " bytes")
                        : decode(bytes.toByteArray()));
    }

    private boolean fill() throws IOException {
        if (at < end) {
            return true;
        }
        at = 0;
        end = Math.max(0, in.read(buffer, 0, BUFFER));
        return end > 0;
    }

    private Line decode(byte[] bytes) {
        var from = number == 1 && startsWithMark(bytes) ? BYTE_ORDER_MARK.length : 0;
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, bytes.length - from));
            return new Line(number, text.toString(), "");
        } catch (CharacterCodingException notUtf8) {
            return new Line(number, "", Failure.of(notUtf8));
        }
    }

    private static boolean startsWithMark(byte[] bytes) {
        for (var i = 0; i < BYTE_ORDER_MARK.length; i++) {
            if (i >= bytes.length || bytes[i] != BYTE_ORDER_MARK[i]) {
                return false;
            }
        }
        return true;
    }
}
