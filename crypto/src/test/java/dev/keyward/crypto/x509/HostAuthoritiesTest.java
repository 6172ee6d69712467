package dev.keyward.crypto.x509;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.keyward.crypto.x509.TestingAuthority.Host;
import dev.keyward.crypto.x509.TestingAuthority.Kind;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

final class HostAuthoritiesTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Instant BEFORE = NOW.minus(Duration.ofDays(1));
    private static final TestingAuthority ROOT = TestingAuthority.root("CN=root,O=Example", BEFORE);
    private static final Kind GOOD = Kind.host("CN=host.example.com,OU=a,OU=b", BEFORE);

    private static void require(Host host, X509Certificate... intermediates) {
        require(HostRevocations.NONE, host, intermediates);
    }

    private static void require(
            HostRevocations revocations, Host host, X509Certificate... intermediates) {
        HostAuthorities.of(ROOT.pem())
                .require(host.certificate(), List.of(intermediates), revocations, NOW);
    }

    private static void assertRefused(String message, Executable call) {
        assertEquals(message, assertThrows(CertificateRefusal.class, call).getMessage());
    }

    @Test
    void believesAHostOfAnAuthority() {
        require(ROOT.issue(GOOD));
        require(ROOT.issue(GOOD.by("RSA")));
    }

    @Test
    void believesAHostBelowAnIntermediateAuthority() {
        var between = ROOT.intermediate("CN=between");
        var host = between.issue(GOOD);
        require(host, between.certificate());
        require(host, ROOT.certificate(), between.certificate());
        assertRefused(
                "it does not lead to the trust anchor, or is not valid now", () -> require(host));
    }

    @Test
    void refusesAHostOfAnUntrustedAuthority() {
        var other = TestingAuthority.root("CN=root,O=Example", BEFORE);
        var host = other.issue(GOOD);
        assertRefused(
                "it does not lead to the trust anchor, or is not valid now",
                () -> require(host, other.certificate()));
    }

    @Test
    void refusesAHostOutsideItsTime() {
        var old = ROOT.issue(GOOD.lasting(Duration.ofHours(23)));
        var early = ROOT.issue(Kind.host("CN=host", NOW.plusSeconds(1)));
        for (var host : List.of(old, early)) {
            assertRefused(
                    "it does not lead to the trust anchor, or is not valid now",
                    () -> require(host));
        }
    }

    @Test
    void refusesEverybodyWhenTheAuthoritysTimeIsOver() {
        var host = ROOT.issue(GOOD.lasting(Duration.ofDays(3650)));
        assertRefused(
                "no authority's certificate is valid now",
                () -> HostAuthorities.of(ROOT.pem())
                        .require(
                                host.certificate(),
                                List.of(),
                                HostRevocations.NONE,
                                NOW.plus(Duration.ofDays(400))));
    }

    @Test
    void refusesTheCertificateOfAnAuthorityInThePlaceOfAHosts() {
        assertRefused("Insufficient certificate", () -> require(ROOT.issue(GOOD.asAuthority())));
        assertRefused(
                "Insufficient certificate",
                () -> require(new Host(ROOT.certificate(), ROOT.key())));
    }

    @Test
    void refusesAKeyThatMayNotSign() {
        for (var usage :
                List.of(Optional.<Integer>empty(), Optional.of(KeyUsage.keyEncipherment))) {
            assertRefused(
                    "Insufficient certificate", () -> require(ROOT.issue(GOOD.usedFor(usage))));
        }
    }

    @Test
    void refusesACertificateWithoutACommonName() {
        assertRefused(
                "the certificate's subject has no common name",
                () -> require(ROOT.issue(Kind.host("O=Example", BEFORE))));
    }

    @Test
    void refusesACertificateThatWasTakenBack() {
        var list = HostRevocations.of(ROOT.revoking(42, NOW));
        assertRefused("Certificate revoked", () -> require(list, ROOT.issue(GOOD)));
        require(HostRevocations.of(ROOT.revoking(43, NOW)), ROOT.issue(GOOD));
        var stranger = TestingAuthority.root("CN=stranger", BEFORE).revoking(42, NOW);
        require(HostRevocations.of(stranger), ROOT.issue(GOOD));
    }

    @Test
    void refusesAHostOfAnotherHost() {
        var host = ROOT.issue(GOOD);
        var forged =
                TestingAuthority.root("CN=host.example.com,OU=a,OU=b", BEFORE).issue(GOOD);
        assertRefused(
                "it does not lead to the trust anchor, or is not valid now",
                () -> require(forged, host.certificate()));
    }

    @Test
    void takesNothingButAuthorities() {
        assertRefused(
                "Incorrect basic constraints for CA certificate",
                () -> HostAuthorities.of(TestingAuthority.pem(
                        "CERTIFICATE", ROOT.issue(GOOD).certificate().getEncoded())));
        assertRefused(
                "there is something that is no X.509 certificate",
                () -> HostAuthorities.of(
                        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"));
        assertRefused("0 certificates, not one or 2", () -> HostAuthorities.of(""));
        assertRefused(
                "3 certificates, not one or 2",
                () -> HostAuthorities.of(ROOT.pem() + ROOT.pem() + ROOT.pem()));
    }

    @Test
    void tellsWhatACertificateSays() {
        assertEquals(
                Map.of(
                        "x509Subject/CN", "host.example.com",
                        "x509Subject/OU", "a/b",
                        "x509Issuer/CN", "root",
                        "x509Issuer/O", "Example",
                        "x509SAN/DNS", "first.example.com",
                        "x509SAN/URI", "spiffe://example.com/host",
                        "x509SAN/Name/CN", "one",
                        "x509SAN/Name/O", "two"),
                CertificateFields.of(ROOT.issue(GOOD).certificate()));
    }
}
