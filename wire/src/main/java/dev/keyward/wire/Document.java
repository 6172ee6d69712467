package dev.keyward.wire;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * A value as an API's shapes describe it, free of any protocol: an operation reads and writes these
 * and never sees JSON or XML. {@link Struct} serves structures and maps alike.
 */
public sealed interface Document
        permits Struct,
                Document.Items,
                Document.Text,
                Document.Numeric,
                Document.Bool,
                Document.Blob,
                Document.Time {

    record Items(List<Document> values) implements Document {
        public Items {
            values = List.copyOf(values);
        }
    }

    record Text(String value) implements Document {
        /** Leaves the value out: it may be a secret, a password or a token. */
        @Override
        public String toString() {
            return "Text[" + value.length() + " characters]";
        }
    }

    record Numeric(BigDecimal value) implements Document {}

    record Bool(boolean value) implements Document {}

    /** Bytes; not copied, so neither side may change them afterwards. */
    @SuppressWarnings(
            "ArrayRecordComponent") // compared nowhere; a copy would leave one more plaintext in
    // memory
    record Blob(byte[] value) implements Document {
        /** Leaves the bytes out: they may be a plaintext. */
        @Override
        public String toString() {
            return "Blob[" + value.length + " bytes]";
        }
    }

    record Time(Instant value) implements Document {}

    static Document of(String value) {
        return new Text(value);
    }

    static Document of(long value) {
        return new Numeric(BigDecimal.valueOf(value));
    }

    static Document of(boolean value) {
        return new Bool(value);
    }

    static Document of(byte[] value) {
        return new Blob(value);
    }

    static Document of(Instant value) {
        return new Time(value);
    }

    static Document of(List<? extends Document> values) {
        return new Items(List.copyOf(values));
    }

    static Document ofTexts(Iterable<String> values) {
        var texts = new java.util.ArrayList<Document>();
        values.forEach(value -> texts.add(new Text(value)));
        return new Items(texts);
    }
}
