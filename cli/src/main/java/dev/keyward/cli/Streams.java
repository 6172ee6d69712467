package dev.keyward.cli;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where commands read from: files, and the standard input as {@code -}. */
record Streams(InputStream standardInput) {

    private static final String STANDARD_INPUT = "-";

    /** Opens what {@code name} names; closing it leaves the standard input open. */
    InputStream open(String name) throws IOException {
        return name.equals(STANDARD_INPUT)
                ? new Kept(standardInput)
                : Files.newInputStream(Path.of(name));
    }

    /** Whether both name the same file. */
    boolean isSameFile(String name, String other) throws IOException {
        return !name.equals(STANDARD_INPUT)
                && Files.exists(Path.of(other))
                && Files.isSameFile(Path.of(name), Path.of(other));
    }

    /**
     * The whole text of what {@code name} names.
     *
     * @throws IOException if it cannot be read, has more than {@code mostBytes} or is not UTF-8
     */
    String read(String name, int mostBytes) throws IOException {
        try (var in = open(name)) {
            var bytes = in.readNBytes(mostBytes + 1);
            if (bytes.length > mostBytes) {
                throw new IOException("more than " + mostBytes + " bytes");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        }
    }

    private static final class Kept extends FilterInputStream {

        Kept(InputStream in) {
            super(in);
        }

        @Override
        public void close() {
            // The standard input belongs to the process.
        }
    }
}
