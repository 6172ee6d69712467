package dev.keyward.server.iam.mfa;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Pictures in black and white as PNG, a bit for each pixel. The JDK's own writer keeps what it writes in
 * files of its own, where no seed may be.
 *
 * <p>Source: RFC 2083.
 */
final class PngImage {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int HEADER_BYTES = 13;
    private static final byte BIT_DEPTH = 1;
    private static final int TOP_BIT = 0x80;

    private PngImage() {}

    /** Which pixels are black. */
    @FunctionalInterface
    interface Pixels {
        boolean isBlack(int x, int y);
    }

    static byte[] of(int width, int height, Pixels pixels) {
        var png = new ByteArrayOutputStream();
        png.writeBytes(SIGNATURE);
        // Grey, compressed, not filtered, not interlaced: the last four are all 0.
        var header =
                ByteBuffer.allocate(HEADER_BYTES).putInt(width).putInt(height).put(BIT_DEPTH);
        writeChunk(png, "IHDR", header.array());
        writeChunk(png, "IDAT", compressed(lines(width, height, pixels)));
        writeChunk(png, "IEND", new byte[0]);
        return png.toByteArray();
    }

    /** Each line begins with the kind of its filter, 0 for none; a bit is 1 where it is white. */
    private static byte[] lines(int width, int height, Pixels pixels) {
        var lineBytes = 1 + Math.ceilDiv(width, Byte.SIZE);
        var lines = new byte[lineBytes * height];
        for (var y = 0; y < height; y++) {
            for (var x = 0; x < width; x++) {
                if (!pixels.isBlack(x, y)) {
                    lines[y * lineBytes + 1 + x / Byte.SIZE] |= (byte) (TOP_BIT >> (x % Byte.SIZE));
                }
            }
        }
        return lines;
    }

    private static byte[] compressed(byte[] lines) {
        var deflater = new Deflater();
        try {
            deflater.setInput(lines);
            deflater.finish();
            var out = new ByteArrayOutputStream();
            var buffer = new byte[lines.length];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static void writeChunk(ByteArrayOutputStream png, String type, byte[] content) {
        var checked = ByteBuffer.allocate(Integer.BYTES + content.length)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .put(content)
                .array();
        var checksum = new CRC32();
        checksum.update(checked);
        png.writeBytes(intBytes(content.length));
        png.writeBytes(checked);
        png.writeBytes(intBytes((int) checksum.getValue()));
    }

    private static byte[] intBytes(int value) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
    }
}
