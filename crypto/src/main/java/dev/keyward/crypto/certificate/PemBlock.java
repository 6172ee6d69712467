package dev.keyward.crypto.certificate;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Bytes in text: base64 between a line that begins it and a line that ends it.
 *
 * <p>Source: RFC 7468, the lax grammar, without attributes.
 */
@SuppressWarnings("ArrayRecordComponent") // a decoded part of a text, never compared
record PemBlock(String label, byte[] content) {

    private static final String DASHES = "-----";
    private static final String BEGIN = DASHES + "BEGIN ";

    /**
     * The blocks of a text that has nothing else, at most {@code most} of them.
     *
     * @return empty if there is something else in it, more blocks, or none
     */
    static Optional<List<PemBlock>> parse(String text, int most) {
        var blocks = new ArrayList<PemBlock>();
        var rest = text.strip();
        while (!rest.isEmpty()) {
            var labelEnd = rest.indexOf(DASHES, DASHES.length());
            if (!rest.startsWith(BEGIN) || labelEnd < BEGIN.length() || blocks.size() == most) {
                return Optional.empty();
            }
            var label = rest.substring(BEGIN.length(), labelEnd);
            var last = DASHES + "END " + label + DASHES;
            var end = rest.indexOf(last, labelEnd + DASHES.length());
            if (end < 0) {
                return Optional.empty();
            }
            var content = decode(rest.substring(labelEnd + DASHES.length(), end));
            if (content.isEmpty()) {
                return Optional.empty();
            }
            blocks.add(new PemBlock(label, content.get()));
            rest = rest.substring(end + last.length()).strip();
        }
        return blocks.isEmpty() ? Optional.empty() : Optional.of(blocks);
    }

    private static Optional<byte[]> decode(String base64) {
        try {
            return Optional.of(Base64.getDecoder().decode(base64.replaceAll("\\s", "")));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** The one block of a text that has nothing else. */
    static Optional<PemBlock> single(String text) {
        return parse(text, 1).map(List::getFirst);
    }

    /** Text of these bytes, with lines of 64 characters. */
    static String print(String label, byte[] content) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content)
                + "\n-----END " + label + "-----";
    }
}
