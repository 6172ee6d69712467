package dev.keyward.crypto.attestation;

import static dev.keyward.crypto.attestation.TestingCbor.endless;
import static dev.keyward.crypto.attestation.TestingCbor.items;
import static dev.keyward.crypto.attestation.TestingCbor.octets;
import static dev.keyward.crypto.attestation.TestingCbor.pairs;
import static dev.keyward.crypto.attestation.TestingCbor.text;
import static dev.keyward.crypto.attestation.TestingCbor.whole;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.crypto.Bytes;
import dev.keyward.crypto.Providers;
import dev.keyward.crypto.attestation.AttestationDocument.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AttestationDocumentTest {

    private static final String BOTH = "dev.keyward.crypto.TestingProviders#all";

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

    private static final TestingNitro NITRO = TestingNitro.at(NOW);

    private static final Providers PROVIDERS = Providers.best();

    private static final byte[] KEY = {1, 2, 3};

    private static final String UNSIGNED = "is not signed by the key of its certificate";

    @ParameterizedTest
    @MethodSource(BOTH)
    void readsADocumentOfAnEnclave(Providers providers) {
        var document = AttestationDocument.parse(NITRO.document(KEY), providers);

        assertEquals(Source.NITRO_ENCLAVE, document.source());
        assertEquals(TestingNitro.MODULE, document.moduleId());
        assertEquals(NOW, document.timestamp());
        assertEquals(
                Set.copyOf(IntStream.range(0, 16).boxed().toList()),
                document.registers().keySet());
        assertEquals("01".repeat(48), document.registers().get(0));
        assertEquals("10".repeat(48), document.registers().get(15));
        assertEquals(NITRO.enclave.certificate(), document.certificate());
        assertEquals(
                List.of(
                        NITRO.root.certificate(),
                        NITRO.zone.certificate(),
                        NITRO.instance.certificate()),
                document.authorities());
        assertArrayEquals(KEY, document.publicKey().orElseThrow());
    }

    @Test
    void readsADocumentOfAnInstance() {
        var document = AttestationDocument.parse(NITRO.tpmDocument(KEY), PROVIDERS);

        assertEquals(Source.NITRO_TPM, document.source());
        assertEquals("05".repeat(48), document.registers().get(4));
    }

    /** 18 is the tag of COSE_Sign1. */
    @Test
    void takesADocumentWithItsTagAndWithNoOther() {
        var document = NITRO.document(KEY);

        assertEquals(NOW, parse(Bytes.join(new byte[] {(byte) 0xd2}, document)).timestamp());
        assertRefused(
                "is not CBOR as attestation documents have it",
                Bytes.join(new byte[] {(byte) 0xd2, (byte) 0xd2}, document));
        assertRefused(
                "is not CBOR as attestation documents have it",
                Bytes.join(new byte[] {(byte) 0xd1}, document));
    }

    /** Documents of AWS since 2025 begin so. */
    @Test
    void takesMapsAndArraysOfIndefiniteLength() {
        var fields = NITRO.fields(NOW);
        fields.put("pcrs", endless(5, whole(0), octets(TestingNitro.register(0))));
        fields.put("cabundle", endless(4, octets(NITRO.root.der())));
        var parts = new ArrayList<byte[]>();
        fields.forEach((name, value) -> parts.addAll(List.of(text(name), value)));

        var document = parse(NITRO.sign(endless(5, parts.toArray(byte[][]::new))));

        assertEquals(Set.of(0), document.registers().keySet());
        assertEquals(1, document.authorities().size());
    }

    @Test
    void takesOptionalFieldsThatAreLeftOutOrNull() {
        var without = NITRO.fields(NOW);
        List.of("public_key", "user_data", "nonce").forEach(without::remove);

        assertEquals(Optional.empty(), parse(NITRO.sign(without)).publicKey());
        assertEquals(Optional.empty(), parse(NITRO.sign(NITRO.fields(NOW))).publicKey());
    }

    static Stream<Arguments> allowed() {
        return Stream.of(
                Arguments.of("user_data", octets(new byte[0])),
                Arguments.of("user_data", octets(new byte[1_024])),
                Arguments.of("nonce", octets(new byte[1_024])),
                Arguments.of("public_key", octets(new byte[1_024])),
                Arguments.of("timestamp", whole(Long.MAX_VALUE)),
                Arguments.of("pcrs", pairs(whole(31), octets(new byte[32]))),
                Arguments.of("pcrs", pairs(whole(31), octets(new byte[64]))),
                Arguments.of("pcrs", registers(32)));
    }

    @ParameterizedTest
    @MethodSource("allowed")
    void takesFieldsUpToTheirLimits(String field, byte[] value) {
        assertEquals(TestingNitro.MODULE, parse(NITRO.sign(with(field, value))).moduleId());
    }

    static Stream<Arguments> notAllowed() {
        var bytes = octets(new byte[48]);
        return Stream.of(
                Arguments.of("module_id", text("")),
                Arguments.of("module_id", bytes),
                Arguments.of("module_id", TestingCbor.NULL),
                Arguments.of("digest", text("SHA256")),
                Arguments.of("digest", text("")),
                Arguments.of("digest", bytes),
                Arguments.of("timestamp", whole(0)),
                Arguments.of("timestamp", whole(-1)),
                Arguments.of("timestamp", text("now")),
                Arguments.of("timestamp", TestingCbor.NULL),
                Arguments.of("pcrs", pairs()),
                Arguments.of("pcrs", TestingCbor.NULL),
                Arguments.of("pcrs", items(bytes)),
                Arguments.of("pcrs", registers(33)),
                Arguments.of("pcrs", pairs(whole(32), bytes)),
                Arguments.of("pcrs", pairs(whole(-1), bytes)),
                Arguments.of("pcrs", pairs(whole(1L << 32), bytes)),
                Arguments.of("pcrs", pairs(text("0"), bytes)),
                Arguments.of("pcrs", pairs(whole(0), text("0".repeat(48)))),
                Arguments.of("pcrs", pairs(whole(0), TestingCbor.NULL)),
                Arguments.of("pcrs", pairs(whole(0), octets(new byte[0]))),
                Arguments.of("pcrs", pairs(whole(0), octets(new byte[47]))),
                Arguments.of("pcrs", pairs(whole(0), octets(new byte[65]))),
                Arguments.of("certificate", TestingCbor.NULL),
                Arguments.of("certificate", octets(new byte[0])),
                Arguments.of("certificate", octets(new byte[600])),
                Arguments.of("certificate", octets(TestingNitro.pem(NITRO.enclave.der()))),
                Arguments.of("certificate", octets(Bytes.join(NITRO.enclave.der(), new byte[1]))),
                Arguments.of("certificate", octets(Arrays.copyOf(NITRO.enclave.der(), 1_025))),
                Arguments.of("cabundle", items()),
                Arguments.of("cabundle", TestingCbor.NULL),
                Arguments.of("cabundle", octets(NITRO.root.der())),
                Arguments.of("cabundle", items(text("root"))),
                Arguments.of("cabundle", items(octets(new byte[0]))),
                Arguments.of("cabundle", items(octets(new byte[1_025]))),
                Arguments.of(
                        "cabundle", items(octets(NITRO.root.der()), octets(new byte[] {0x30, 0}))),
                Arguments.of(
                        "cabundle",
                        items(Stream.generate(() -> octets(NITRO.root.der()))
                                .limit(9)
                                .toArray(byte[][]::new))),
                Arguments.of("public_key", octets(new byte[0])),
                Arguments.of("public_key", octets(new byte[1_025])),
                Arguments.of("public_key", text("key")),
                Arguments.of("user_data", octets(new byte[1_025])),
                Arguments.of("user_data", whole(1)),
                Arguments.of("nonce", octets(new byte[1_025])),
                Arguments.of("nonce", pairs()));
    }

    @ParameterizedTest
    @MethodSource("notAllowed")
    void refusesFieldsThatAreNotOfTheirForm(String field, byte[] value) {
        assertRefused(
                "has a " + field + " of a form that is not allowed",
                NITRO.sign(with(field, value)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"module_id", "digest", "timestamp", "pcrs", "certificate", "cabundle"})
    void refusesADocumentWithoutAFieldThatItNeeds(String field) {
        var fields = NITRO.fields(NOW);
        fields.remove(field);

        assertRefused("has no " + field, NITRO.sign(fields));
    }

    @Test
    void refusesFieldsThatDocumentsDoNotHave() {
        var message = "has a field that attestation documents do not have";

        assertRefused(message, NITRO.sign(with("more", whole(1))));
        assertRefused(message, NITRO.sign(with("PCRS", registers(1))));
        assertRefused(message, NITRO.sign(pairs(whole(1), whole(1))));
    }

    @Test
    void refusesRegistersOfBothKinds() {
        assertRefused(
                "has registers of two kinds", NITRO.sign(with("nitrotpm_pcrs", registers(1))));
    }

    @Test
    void refusesNamesThatStandTwice() {
        var fields = NITRO.fields(NOW);
        var parts = new ArrayList<byte[]>();
        fields.forEach((name, value) -> parts.addAll(List.of(text(name), value)));
        parts.addAll(List.of(text("pcrs"), registers(1)));
        var twice = pairs(whole(0), octets(new byte[48]), whole(0), octets(new byte[48]));
        var message = "is not CBOR as attestation documents have it";

        assertRefused(message, NITRO.sign(pairs(parts.toArray(byte[][]::new))));
        assertRefused(message, NITRO.sign(with("pcrs", twice)));
    }

    @Test
    void refusesAPayloadThatIsNoMapOrIsTooLong() {
        assertRefused("has a payload that is no map", NITRO.sign(items()));
        assertRefused("has a payload of 0 bytes, outside 1 to 16384", NITRO.sign(new byte[0]));
        assertRefused(
                "has a payload of 16385 bytes, outside 1 to 16384", NITRO.sign(new byte[16_385]));
    }

    @Test
    void refusesWhatIsTooLong() {
        assertRefused("is longer than 262144 bytes", new byte[262_145]);
        assertRefused("is not a COSE_Sign1 structure", new byte[1]);
        assertRefused("is not CBOR as attestation documents have it", new byte[262_144]);
    }

    @Test
    void refusesNestedBombs() {
        for (var opening : List.of("84", "9f", "a1", "bf", "d2")) {
            var bomb = HexFormat.of().parseHex(opening.repeat(262_144));

            assertRefused("is not CBOR as attestation documents have it", bomb);
        }
        assertRefused(
                "is not CBOR as attestation documents have it",
                NITRO.sign(HexFormat.of().parseHex("a1".repeat(16_384))));
    }

    static Stream<byte[]> otherStructures() {
        var key = NITRO.enclave.pair().getPrivate();
        var payload = TestingNitro.payload(NITRO.fields(NOW));
        var header = octets(TestingNitro.ES384);
        var signature = octets(TestingNitro.signature(TestingNitro.ES384, payload, key));
        return Stream.of(
                items(),
                items(header, pairs(), octets(payload)),
                items(header, pairs(), octets(payload), signature, signature),
                items(header, pairs(whole(4), octets(new byte[1])), octets(payload), signature),
                items(header, TestingCbor.NULL, octets(payload), signature),
                items(header, pairs(), TestingCbor.NULL, signature),
                items(header, pairs(), payload, signature),
                items(TestingNitro.ES384, pairs(), octets(payload), signature),
                items(header, pairs(), octets(payload), TestingCbor.NULL),
                pairs(header, pairs(), octets(payload), signature),
                octets(items(header, pairs(), octets(payload), signature)));
    }

    @ParameterizedTest
    @MethodSource("otherStructures")
    void refusesOtherStructures(byte[] document) {
        assertThrows(AttestationException.class, () -> parse(document));
    }

    /** -7 is ES256, -36 ES512, -37 PS256, 5 HMAC 256/256. */
    @ParameterizedTest
    @ValueSource(ints = {-7, -36, -37, 5, 0})
    void refusesOtherAlgorithms(int algorithm) {
        var header = pairs(whole(1), whole(algorithm));
        var payload = TestingNitro.payload(NITRO.fields(NOW));

        assertRefused(
                "is not signed by ES384",
                TestingNitro.sign(header, payload, NITRO.enclave.pair().getPrivate()));
    }

    @Test
    void refusesOtherHeaders() {
        var payload = TestingNitro.payload(NITRO.fields(NOW));
        for (var header : List.of(
                pairs(),
                pairs(whole(1), whole(-35), whole(4), octets(new byte[1])),
                pairs(text("alg"), whole(-35)),
                pairs(whole(2), whole(-35)),
                whole(-35))) {
            assertRefused(
                    "is not signed by ES384",
                    TestingNitro.sign(header, payload, NITRO.enclave.pair().getPrivate()));
        }
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void refusesOtherSignatures(Providers providers) {
        var header = octets(TestingNitro.ES384);
        var payload = TestingNitro.payload(NITRO.fields(NOW));
        var other = TestingNitro.signature(
                TestingNitro.ES384, payload, NITRO.instance.pair().getPrivate());
        for (var signature : List.of(
                other, new byte[96], new byte[0], new byte[95], new byte[97], new byte[48])) {
            var document = items(header, pairs(), octets(payload), octets(signature));

            var refusal = assertThrows(
                    AttestationException.class,
                    () -> AttestationDocument.parse(document, providers));
            assertEquals(UNSIGNED, refusal.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"secp256r1", "secp521r1"})
    void refusesAKeyOnAnotherCurve(String curve) {
        var pair = TestingCertificates.newPair(curve);
        var signer = NITRO.instance.issue(TestingNitro.enclaveKind(NOW), pair);
        var fields = with("certificate", octets(signer.der()));

        assertRefused(
                "has a certificate whose key is not on P-384",
                TestingNitro.sign(
                        TestingNitro.ES384, TestingNitro.payload(fields), pair.getPrivate()));
    }

    /** Also in certificates, which nobody has verified yet: the signature is over all of them. */
    @ParameterizedTest
    @MethodSource(BOTH)
    void refusesEveryFlippedByte(Providers providers) {
        var document = NITRO.document(KEY);
        // The JDK verifies ten times as slowly, and has every sixteenth byte to do.
        for (int at = 0; at < document.length; at += providers.isNative() ? 1 : 16) {
            var flipped = document.clone();
            flipped[at] ^= (byte) 0x01;

            assertThrows(
                    AttestationException.class,
                    () -> AttestationDocument.parse(flipped, providers),
                    "byte " + at);
        }
    }

    @Test
    void refusesEveryCutAndEverythingBehind() {
        var document = NITRO.document(KEY);
        for (int length = 0; length < document.length; length++) {
            var cut = Arrays.copyOf(document, length);

            assertThrows(AttestationException.class, () -> parse(cut), "length " + length);
        }
        assertRefused(
                "is not CBOR as attestation documents have it",
                Arrays.copyOf(document, document.length + 1));
    }

    @Test
    void saysNoMoreThanOneClause() {
        var refusal = assertThrows(AttestationException.class, () -> parse(new byte[0]));

        assertTrue(refusal.getStackTrace().length == 0);
        assertEquals("is not CBOR as attestation documents have it", refusal.getMessage());
    }

    private static byte[] registers(int count) {
        return pairs(IntStream.range(0, count)
                .mapToObj(index -> List.of(whole(index), octets(new byte[48])))
                .flatMap(List::stream)
                .toArray(byte[][]::new));
    }

    private static Map<String, byte[]> with(String field, byte[] value) {
        var fields = NITRO.fields(NOW);
        fields.put(field, value);
        return fields;
    }

    private static AttestationDocument parse(byte[] document) {
        return AttestationDocument.parse(document, PROVIDERS);
    }

    private static void assertRefused(String message, byte[] document) {
        var refusal = assertThrows(AttestationException.class, () -> parse(document));
        assertEquals(message, refusal.getMessage());
    }
}
