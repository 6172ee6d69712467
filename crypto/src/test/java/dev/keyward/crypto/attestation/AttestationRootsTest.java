package dev.keyward.crypto.attestation;

import static dev.keyward.crypto.attestation.TestingCbor.octets;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.keyward.crypto.Bytes;
import dev.keyward.crypto.Providers;
import dev.keyward.crypto.attestation.TestingCertificates.Issued;
import dev.keyward.crypto.attestation.TestingCertificates.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;

final class AttestationRootsTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

    private static final TestingNitro NITRO = TestingNitro.at(NOW);

    private static final AttestationRoots ROOTS = AttestationRoots.of(NITRO.rootPem());

    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    private static final String NO_AUTHORITY =
            "has a certificate among its authorities that may not issue certificates";

    private static final String NO_SIGNER = "is signed by a key that may not sign documents";

    private static final String BROKEN = "has a chain of certificates that is not valid now";

    private static final String UNKNOWN_ROOT =
            "was not issued under a root that this server trusts";

    @Test
    void believesAFreshDocumentUnderItsRoot() {
        var document = parse(NITRO.document(new byte[1]));

        assertDoesNotThrow(() -> ROOTS.require(document, NOW));
        assertDoesNotThrow(() -> ROOTS.require(document, NOW.plus(FIVE_MINUTES)));
        assertDoesNotThrow(() -> ROOTS.require(document, NOW.minus(FIVE_MINUTES)));
    }

    @Test
    void refusesAnOldDocumentAndOneFromTheFuture() {
        var document = parse(NITRO.document(new byte[1]));

        assertRefused(
                "is older than five minutes", document, NOW.plus(FIVE_MINUTES).plusMillis(1));
        assertRefused("is from the future", document, NOW.minus(FIVE_MINUTES).minusMillis(1));
    }

    @Test
    void refusesAnotherRoot() {
        var other = TestingNitro.at(NOW);

        assertRefused(UNKNOWN_ROOT, parse(other.document(new byte[1])), NOW);
    }

    /** Its name and key are the root's, which alone would do for path validation. */
    @Test
    void refusesARootThatOnlyResemblesIts() {
        var resembling = NITRO.root.issue(TestingNitro.rootKind(NOW), NITRO.root.pair());

        assertRefused(
                UNKNOWN_ROOT, signed(NITRO.enclave, resembling, NITRO.zone, NITRO.instance), NOW);
    }

    @Test
    void refusesATrustedRootInFrontOfAForeignChain() {
        var other = TestingNitro.at(NOW);

        assertRefused(BROKEN, signed(other.enclave, NITRO.root, other.zone, other.instance), NOW);
        assertRefused(BROKEN, signed(other.enclave, NITRO.root, NITRO.zone, NITRO.instance), NOW);
    }

    @Test
    void trustsSeveralRootsOfOneFile() {
        var other = TestingNitro.at(NOW);
        var both = AttestationRoots.of(Bytes.join(NITRO.rootPem(), other.rootPem()));

        assertDoesNotThrow(() -> both.require(parse(NITRO.document(new byte[1])), NOW));
        assertDoesNotThrow(() -> both.require(parse(other.document(new byte[1])), NOW));
    }

    @Test
    void believesChainsOfEveryLengthUpToItsConstraints() {
        var direct = NITRO.root.issue(TestingNitro.enclaveKind(NOW));
        var oneBelow = NITRO.zone.issue(TestingNitro.enclaveKind(NOW));

        assertDoesNotThrow(() -> ROOTS.require(signed(direct, NITRO.root), NOW));
        assertDoesNotThrow(() -> ROOTS.require(signed(oneBelow, NITRO.root, NITRO.zone), NOW));
    }

    @Test
    void refusesAChainOutOfOrderOrWithAGap() {
        assertRefused(
                UNKNOWN_ROOT, signed(NITRO.enclave, NITRO.instance, NITRO.zone, NITRO.root), NOW);
        assertRefused(BROKEN, signed(NITRO.enclave, NITRO.root, NITRO.instance, NITRO.zone), NOW);
        assertRefused(BROKEN, signed(NITRO.enclave, NITRO.root, NITRO.instance), NOW);
        assertRefused(BROKEN, signed(NITRO.enclave, NITRO.root), NOW);
    }

    @Test
    void refusesAnExpiredOrFutureCertificateAnywhere() {
        var day = Duration.ofDays(1);
        for (var from : new Instant[] {NOW.minus(day.multipliedBy(2)), NOW.plus(day)}) {
            var zone = NITRO.root.issue(TestingNitro.zoneKind(NOW).lasting(from, day));
            var instance = NITRO.zone.issue(TestingNitro.instanceKind(NOW).lasting(from, day));
            var instanceBelowZone = zone.issue(TestingNitro.instanceKind(NOW));
            var enclave = NITRO.instance.issue(TestingNitro.enclaveKind(NOW).lasting(from, day));

            assertRefused(BROKEN, signed(enclave, NITRO.root, NITRO.zone, NITRO.instance), NOW);
            assertRefused(
                    BROKEN,
                    signed(
                            instance.issue(TestingNitro.enclaveKind(NOW)),
                            NITRO.root,
                            NITRO.zone,
                            instance),
                    NOW);
            assertRefused(
                    BROKEN,
                    signed(
                            instanceBelowZone.issue(TestingNitro.enclaveKind(NOW)),
                            NITRO.root,
                            zone,
                            instanceBelowZone),
                    NOW);
        }
    }

    @Test
    void refusesARootThatHasExpired() {
        var root = TestingCertificates.selfSigned(TestingNitro.rootKind(NOW)
                .lasting(NOW.minus(Duration.ofDays(2)), Duration.ofDays(1)));
        var document = signed(root.issue(TestingNitro.enclaveKind(NOW)), root);
        var roots = AttestationRoots.of(root.der());

        var refusal = assertThrows(AttestationException.class, () -> roots.require(document, NOW));
        assertEquals(BROKEN, refusal.getMessage());
    }

    @Test
    void refusesAnAuthorityThatIsNone() {
        var kind = TestingNitro.instanceKind(NOW);
        for (var instance : new Kind[] {
            kind.with(Optional.empty()),
            kind.with(Optional.of(new BasicConstraints(false))),
            kind.usedFor(Optional.empty()),
            kind.usedFor(Optional.of(KeyUsage.digitalSignature | KeyUsage.cRLSign))
        }) {
            var issuer = NITRO.zone.issue(instance);
            var enclave = issuer.issue(TestingNitro.enclaveKind(NOW));

            assertRefused(NO_AUTHORITY, signed(enclave, NITRO.root, NITRO.zone, issuer), NOW);
        }
    }

    /** The key of an enclave must not make certificates for other enclaves. */
    @Test
    void refusesAnEnclaveAsAnAuthority() {
        var forged = NITRO.enclave.issue(TestingNitro.enclaveKind(NOW));

        assertRefused(
                NO_AUTHORITY,
                signed(forged, NITRO.root, NITRO.zone, NITRO.instance, NITRO.enclave),
                NOW);
    }

    @Test
    void refusesAnAuthorityAsASigner() {
        assertRefused(NO_SIGNER, signed(NITRO.instance, NITRO.root, NITRO.zone), NOW);
    }

    @Test
    void refusesASignerThatMayNotSign() {
        var kind = TestingNitro.enclaveKind(NOW);
        for (var signer : new Kind[] {
            kind.usedFor(Optional.empty()),
            kind.usedFor(Optional.of(KeyUsage.keyAgreement)),
            kind.with(Optional.of(new BasicConstraints(0)))
        }) {
            assertRefused(
                    NO_SIGNER,
                    signed(NITRO.instance.issue(signer), NITRO.root, NITRO.zone, NITRO.instance),
                    NOW);
        }
    }

    @Test
    void refusesALongerChainThanAnAuthorityAllows() {
        var zone = NITRO.root.issue(
                TestingNitro.zoneKind(NOW).with(Optional.of(new BasicConstraints(0))));
        var instance = zone.issue(TestingNitro.instanceKind(NOW));
        var enclave = instance.issue(TestingNitro.enclaveKind(NOW));

        assertRefused(BROKEN, signed(enclave, NITRO.root, zone, instance), NOW);
    }

    @Test
    void refusesALongerChainThanTheRootAllows() {
        var root = TestingCertificates.selfSigned(
                TestingNitro.rootKind(NOW).with(Optional.of(new BasicConstraints(0))));
        var zone = root.issue(TestingNitro.zoneKind(NOW));
        var document = signed(zone.issue(TestingNitro.enclaveKind(NOW)), root, zone);
        var roots = AttestationRoots.of(TestingNitro.pem(root.der()));

        var refusal = assertThrows(AttestationException.class, () -> roots.require(document, NOW));
        assertEquals("has a longer chain than its root allows", refusal.getMessage());
    }

    @Test
    void needsAFileWithAuthorities() {
        assertNoRoots("has no certificate", new byte[0]);
        assertNoRoots(
                "has something that is no X.509 certificate",
                "nothing".getBytes(StandardCharsets.US_ASCII));
        assertNoRoots(
                "has something that is no X.509 certificate",
                Bytes.join(NITRO.rootPem(), TestingNitro.pem(new byte[] {0x30, 0})));
        assertNoRoots(NO_AUTHORITY, NITRO.enclave.der());
        assertNoRoots(
                NO_AUTHORITY, Bytes.join(NITRO.rootPem(), TestingNitro.pem(NITRO.enclave.der())));
    }

    private static void assertNoRoots(String message, byte[] file) {
        var refusal = assertThrows(AttestationException.class, () -> AttestationRoots.of(file));
        assertEquals(message, refusal.getMessage());
    }

    private static AttestationDocument signed(Issued enclave, Issued... authorities) {
        var fields = NITRO.fields(NOW);
        fields.put("certificate", octets(enclave.der()));
        fields.put("cabundle", TestingNitro.certificates(authorities));
        return parse(TestingNitro.sign(
                TestingNitro.ES384, TestingNitro.payload(fields), enclave.pair().getPrivate()));
    }

    private static AttestationDocument parse(byte[] document) {
        return AttestationDocument.parse(document, Providers.best());
    }

    private static void assertRefused(String message, AttestationDocument document, Instant now) {
        var refusal = assertThrows(AttestationException.class, () -> ROOTS.require(document, now));
        assertEquals(message, refusal.getMessage());
    }
}
