package dev.keyward.policy.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Bytes, written in base64 on both sides. */
record BinaryTest(List<byte[]> listed, boolean comparable) implements ValueTest {

    static BinaryTest of(List<String> values) {
        var listed = new ArrayList<byte[]>();
        for (var value : values) {
            decode(value).ifPresent(listed::add);
        }
        return new BinaryTest(List.copyOf(listed), listed.size() == values.size());
    }

    @Override
    public Outcome test(String value, RequestContext context) {
        var bytes = decode(value);
        if (bytes.isEmpty()) {
            return Outcome.INCOMPARABLE;
        }
        for (var candidate : listed) {
            if (Arrays.equals(candidate, bytes.get())) {
                return Outcome.MATCH;
            }
        }
        return comparable ? Outcome.NO_MATCH : Outcome.INCOMPARABLE;
    }

    private static Optional<byte[]> decode(String text) {
        try {
            return Optional.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
