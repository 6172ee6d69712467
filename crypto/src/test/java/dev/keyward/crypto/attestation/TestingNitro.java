package dev.keyward.crypto.attestation;

import static dev.keyward.crypto.attestation.TestingCbor.items;
import static dev.keyward.crypto.attestation.TestingCbor.octets;
import static dev.keyward.crypto.attestation.TestingCbor.pairs;
import static dev.keyward.crypto.attestation.TestingCbor.text;
import static dev.keyward.crypto.attestation.TestingCbor.whole;

import dev.keyward.crypto.attestation.TestingCertificates.Issued;
import dev.keyward.crypto.attestation.TestingCertificates.Kind;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An attestation service of its own: a root, two authorities below it, and documents. */
public final class TestingNitro {

    public static final String MODULE = "i-1234567890abcdef0-enc0123456789abcdef";

    static final byte[] ES384 = pairs(whole(1), whole(-35));

    final Issued root;

    final Issued zone;

    final Issued instance;

    final Issued enclave;

    private final Instant now;

    private TestingNitro(Instant now) {
        this.now = now;
        this.root = TestingCertificates.selfSigned(rootKind(now));
        this.zone = root.issue(zoneKind(now));
        this.instance = zone.issue(instanceKind(now));
        this.enclave = instance.issue(enclaveKind(now));
    }

    /** One whose certificates are good at {@code now} and some time before and after. */
    public static TestingNitro at(Instant now) {
        return new TestingNitro(now);
    }

    static Kind rootKind(Instant now) {
        return new Kind(
                "test.nitro-enclaves",
                now.minus(Duration.ofDays(300)),
                Duration.ofDays(10_000),
                java.util.Optional.of(new org.bouncycastle.asn1.x509.BasicConstraints(true)),
                java.util.Optional.of(org.bouncycastle.asn1.x509.KeyUsage.keyCertSign));
    }

    static Kind zoneKind(Instant now) {
        return Kind.authority("zone", now.minus(Duration.ofDays(2)), Duration.ofDays(20), 1);
    }

    static Kind instanceKind(Instant now) {
        return Kind.authority("instance", now.minus(Duration.ofHours(12)), Duration.ofDays(1), 0);
    }

    static Kind enclaveKind(Instant now) {
        return Kind.signer("enclave", now.minus(Duration.ofHours(1)), Duration.ofHours(3));
    }

    /** What a server that trusts this service has in a file. */
    public byte[] rootPem() {
        return pem(root.der());
    }

    static byte[] pem(byte[] der) {
        return ("-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder().encodeToString(der)
                        + "\n-----END CERTIFICATE-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** The register {@code index} has the bytes {@code index} + 1. */
    public static byte[] register(int index) {
        var value = new byte[48];
        Arrays.fill(value, (byte) (index + 1));
        return value;
    }

    /** A document of an enclave that was made now. */
    public byte[] document(byte[] publicKey) {
        return document(now, publicKey);
    }

    public byte[] document(Instant timestamp, byte[] publicKey) {
        var fields = fields(timestamp);
        fields.put("public_key", octets(publicKey));
        return sign(fields);
    }

    /** A document of an instance that was made now. */
    public byte[] tpmDocument(byte[] publicKey) {
        var fields = fields(now);
        fields.put("nitrotpm_pcrs", fields.remove("pcrs"));
        fields.put("public_key", octets(publicKey));
        return sign(fields);
    }

    /** The fields of a document without a public key, each with its CBOR. */
    Map<String, byte[]> fields(Instant timestamp) {
        var registers = new ArrayList<byte[]>();
        for (int index = 0; index < 16; index++) {
            registers.add(whole(index));
            registers.add(octets(register(index)));
        }
        var fields = new LinkedHashMap<String, byte[]>();
        fields.put("module_id", text(MODULE));
        fields.put("digest", text("SHA384"));
        fields.put("timestamp", whole(timestamp.toEpochMilli()));
        fields.put("pcrs", pairs(registers.toArray(byte[][]::new)));
        fields.put("certificate", octets(enclave.der()));
        fields.put("cabundle", certificates(root, zone, instance));
        fields.put("public_key", TestingCbor.NULL);
        fields.put("user_data", TestingCbor.NULL);
        fields.put("nonce", TestingCbor.NULL);
        return fields;
    }

    static byte[] certificates(Issued... issued) {
        return items(Arrays.stream(issued).map(each -> octets(each.der())).toArray(byte[][]::new));
    }

    byte[] sign(Map<String, byte[]> fields) {
        return sign(payload(fields));
    }

    static byte[] payload(Map<String, byte[]> fields) {
        var parts = new ArrayList<byte[]>();
        fields.forEach((name, value) -> parts.addAll(List.of(text(name), value)));
        return pairs(parts.toArray(byte[][]::new));
    }

    byte[] sign(byte[] payload) {
        return sign(ES384, payload, enclave.pair().getPrivate());
    }

    static byte[] sign(byte[] header, byte[] payload, PrivateKey key) {
        return items(
                octets(header), pairs(), octets(payload), octets(signature(header, payload, key)));
    }

    static byte[] signature(byte[] header, byte[] payload, PrivateKey key) {
        try {
            var signature = Signature.getInstance("SHA384withECDSAinP1363Format");
            signature.initSign(key);
            signature.update(items(
                    text("Signature1"), octets(header), octets(new byte[0]), octets(payload)));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
