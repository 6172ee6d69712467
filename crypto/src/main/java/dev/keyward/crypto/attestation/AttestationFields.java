package dev.keyward.crypto.attestation;

import dev.keyward.crypto.attestation.CborValue.Items;
import dev.keyward.crypto.attestation.CborValue.Null;
import dev.keyward.crypto.attestation.CborValue.Octets;
import dev.keyward.crypto.attestation.CborValue.Pairs;
import dev.keyward.crypto.attestation.CborValue.Text;
import dev.keyward.crypto.attestation.CborValue.Whole;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The fields of an attestation document, by name. Each is of its type and size, or refused. */
record AttestationFields(Map<CborValue, CborValue> values) {

    private static final Set<String> NAMES = Set.of(
            "module_id",
            "digest",
            "timestamp",
            "pcrs",
            "nitrotpm_pcrs",
            "certificate",
            "cabundle",
            "public_key",
            "user_data",
            "nonce");

    private static final Set<Integer> PCR_LENGTHS = Set.of(32, 48, 64);

    private static final int MAX_PCRS = 32;

    /** AWS's chains have four. */
    private static final int MAX_AUTHORITIES = 8;

    private static final int MAX_CERTIFICATE_LENGTH = 1_024;

    /**
     * Reads a payload.
     *
     * @throws AttestationException if it is no map, or has a field that documents do not have
     */
    static AttestationFields parse(byte[] payload) {
        if (!(CborReader.read(payload) instanceof Pairs(var values))) {
            throw new AttestationException("has a payload that is no map");
        }
        for (var name : values.keySet()) {
            if (!(name instanceof Text(var text) && NAMES.contains(text))) {
                throw new AttestationException(
                        "has a field that attestation documents do not have");
            }
        }
        return new AttestationFields(values);
    }

    boolean has(String name) {
        return values.containsKey(new Text(name));
    }

    private CborValue required(String name) {
        var value = values.get(new Text(name));
        if (value == null) {
            throw new AttestationException("has no " + name);
        }
        return value;
    }

    String text(String name) {
        if (required(name) instanceof Text(var text) && !text.isEmpty()) {
            return text;
        }
        throw refused(name);
    }

    long positive(String name) {
        if (required(name) instanceof Whole(var value) && value > 0) {
            return value;
        }
        throw refused(name);
    }

    byte[] certificate(String name) {
        return octets(name, required(name), 1, MAX_CERTIFICATE_LENGTH);
    }

    List<byte[]> certificates(String name) {
        if (!(required(name) instanceof Items(var items))
                || items.isEmpty()
                || items.size() > MAX_AUTHORITIES) {
            throw refused(name);
        }
        var certificates = new ArrayList<byte[]>();
        items.forEach(item -> certificates.add(octets(name, item, 1, MAX_CERTIFICATE_LENGTH)));
        return certificates;
    }

    /** The hypervisor writes {@code null} for what an enclave left out. */
    Optional<byte[]> optional(String name, int least, int most) {
        var value = values.getOrDefault(new Text(name), new Null());
        return value instanceof Null
                ? Optional.empty()
                : Optional.of(octets(name, value, least, most));
    }

    private static byte[] octets(String name, CborValue value, int least, int most) {
        if (value instanceof Octets(var bytes) && bytes.length >= least && bytes.length <= most) {
            return bytes;
        }
        throw refused(name);
    }

    /** The registers by number, each in lower-case hexadecimal digits. */
    TreeMap<Integer, String> registers(String name) {
        if (!(required(name) instanceof Pairs(var pairs))
                || pairs.isEmpty()
                || pairs.size() > MAX_PCRS) {
            throw refused(name);
        }
        var registers = new TreeMap<Integer, String>();
        pairs.forEach((key, value) -> {
            if (!(key instanceof Whole(var index)
                    && index >= 0
                    && index < MAX_PCRS
                    && value instanceof Octets(var bytes)
                    && PCR_LENGTHS.contains(bytes.length))) {
                throw refused(name);
            }
            registers.put((int) index, HexFormat.of().formatHex(bytes));
        });
        return registers;
    }

    static AttestationException refused(String name) {
        return new AttestationException("has a " + name + " of a form that is not allowed");
    }
}
