package dev.keyward.crypto.certificate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PemCertificateTest {

    private static final TestingPem RSA = TestingPem.selfSigned("rsa", TestingPem.rsa(2048));
    private static final TestingPem P256 =
            TestingPem.selfSigned("p256", TestingPem.ec("secp256r1"));
    private static final TestingPem P384 =
            TestingPem.selfSigned("p384", TestingPem.ec("secp384r1"));

    static List<TestingPem> all() {
        return List.of(RSA, P256, P384);
    }

    private static PemCertificate read(String text) {
        return PemCertificate.parse(text).orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("all")
    void readsACertificateWithItsTimes(TestingPem made) {
        var read = read(made.text());

        assertEquals(TestingPem.FROM, read.notBefore());
        assertEquals(TestingPem.FROM.plus(TestingPem.LIFE), read.notAfter());
        assertFalse(read.isValidAt(TestingPem.FROM.minusSeconds(1)));
        assertTrue(read.isValidAt(TestingPem.FROM));
        assertFalse(read.isValidAt(TestingPem.FROM.plus(TestingPem.LIFE).plusSeconds(1)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void belongsToItsPrivateKeyInBothFormsAndToNoOther(TestingPem made) {
        var certificate = read(made.text());

        for (var text : List.of(made.key(), made.keyOfAlgorithm())) {
            assertTrue(certificate.isOf(PemPrivateKey.parse(text).orElseThrow()));
        }
        for (var other : all()) {
            var key = PemPrivateKey.parse(other.key()).orElseThrow();
            assertEquals(other.equals(made), certificate.isOf(key));
        }
        var sameKind = made.pair().getPrivate().getAlgorithm().equals("RSA")
                ? TestingPem.rsa(2048)
                : TestingPem.ec("secp256r1");
        var key = TestingPem.selfSigned("other", sameKind).key();
        assertFalse(certificate.isOf(PemPrivateKey.parse(key).orElseThrow()));
    }

    @Test
    void hasOneFingerprintHoweverItIsWritten() {
        var text = P256.text();

        assertEquals(
                read(text).fingerprint(),
                read("\n  " + text.replace("\n", "\r\n") + "\r\n\n").fingerprint());
        assertNotEquals(read(text).fingerprint(), read(P384.text()).fingerprint());
        assertEquals(64, read(text).fingerprint().length());
    }

    @Test
    void isIssuedByWhoSignedItOnly() {
        var leaf = read(RSA.issue("leaf", TestingPem.ec("secp256r1")).text());
        var namesake = read(TestingPem.selfSigned("rsa", TestingPem.rsa(2048)).text());

        assertTrue(leaf.isIssuedBy(read(RSA.text())));
        assertFalse(leaf.isIssuedBy(namesake));
        assertFalse(leaf.isIssuedBy(read(P256.text())));
    }

    @Test
    void readsChainsOfUpToTenInTheirOrder() {
        var two = PemCertificate.parseChain(RSA.text() + "\n" + P256.text()).orElseThrow();

        assertEquals(
                List.of(read(RSA.text()).fingerprint(), read(P256.text()).fingerprint()),
                two.stream().map(PemCertificate::fingerprint).toList());
        assertEquals(
                10,
                PemCertificate.parseChain((P256.text() + "\n").repeat(10))
                        .orElseThrow()
                        .size());
        assertEquals(Optional.empty(), PemCertificate.parseChain((P256.text() + "\n").repeat(11)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "certificate",
                "-----BEGIN CERTIFICATE-----",
                "-----BEGIN CERTIFICATE----------END CERTIFICATE-----",
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----",
                "-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----",
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END PRIVATE KEY-----"
            })
    void refusesWhatIsNoCertificate(String text) {
        assertEquals(Optional.empty(), PemCertificate.parse(text));
        assertEquals(Optional.empty(), PemCertificate.parseChain(text));
        assertEquals(Optional.empty(), PemPrivateKey.parse(text));
    }

    @Test
    void refusesACertificateWithMoreAroundIt() {
        var text = P256.text();

        assertEquals(Optional.empty(), PemCertificate.parse(text + "\n" + text));
        assertEquals(Optional.empty(), PemCertificate.parse("x" + text));
        assertEquals(Optional.empty(), PemCertificate.parse(text + "\nx"));
        assertEquals(
                Optional.empty(), PemCertificate.parse(text.replace("CERTIFICATE", "PUBLIC KEY")));
        assertEquals(Optional.empty(), PemCertificate.parse(P256.key()));
        assertEquals(Optional.empty(), PemPrivateKey.parse(text));
    }

    @Test
    void printsNothingOfAPrivateKey() {
        assertEquals(
                "PemPrivateKey[EC]",
                PemPrivateKey.parse(P256.key()).orElseThrow().toString());
    }
}
