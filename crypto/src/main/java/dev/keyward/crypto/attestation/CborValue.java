package dev.keyward.crypto.attestation;

import java.util.List;
import java.util.Map;

/** The kinds of CBOR values that attestation documents are made of. Source: RFC 8949, section 3. */
sealed interface CborValue {

    /** Major types 0 and 1, as far as 63 bits reach. */
    record Whole(long value) implements CborValue {}

    /**
     * Major type 2.
     *
     * @param bytes neither copied nor to be changed
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Octets(byte[] bytes) implements CborValue {}

    /** Major type 3. */
    record Text(String value) implements CborValue {}

    /** Major type 4. */
    record Items(List<CborValue> values) implements CborValue {
        public Items {
            values = List.copyOf(values);
        }
    }

    /** Major type 5; its names are whole numbers or texts. */
    record Pairs(Map<CborValue, CborValue> values) implements CborValue {
        public Pairs {
            values = Map.copyOf(values);
        }
    }

    /** The simple value 22. */
    record Null() implements CborValue {}
}
