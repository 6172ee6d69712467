package dev.keyward.crypto.saml;

import static dev.keyward.crypto.saml.TestingIdentityProvider.keyDescriptor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SamlMetadataTest {

    private static final TestingIdentityProvider IDP =
            TestingIdentityProvider.named("https://idp.example.com/saml");

    private static final TestingIdentityProvider OTHER =
            TestingIdentityProvider.ofCurve("urn:other", "secp256r1");

    private static void assertRefused(String message, String document) {
        var refusal = assertThrows(SamlException.class, () -> SamlMetadata.parse(document));
        assertEquals(message, refusal.getMessage());
    }

    @Test
    void readsTheNameAndTheKey() {
        var metadata = SamlMetadata.parse(IDP.metadata());
        assertEquals("https://idp.example.com/saml", metadata.entityId());
        assertEquals(List.of(IDP.certificate()), metadata.signingCertificates());
        assertEquals(Optional.empty(), metadata.validUntil());
        assertEquals(
                List.of(IDP.keys().getPublic()), SamlMetadata.keys(metadata.signingCertificates()));
    }

    @Test
    void readsWhenItEnds() {
        assertEquals(
                Optional.of(Instant.parse("2027-01-01T00:00:00Z")),
                SamlMetadata.parse(IDP.metadata(
                                " validUntil=\"2027-01-01T00:00:00Z\"",
                                keyDescriptor("", IDP.certificate())))
                        .validUntil());
    }

    @Test
    void takesKeysForSigningAndForEverything() {
        var keys = keyDescriptor("use=\"signing\"", IDP.certificate())
                + keyDescriptor("", OTHER.certificate())
                + keyDescriptor("", IDP.certificate());
        assertEquals(
                List.of(IDP.certificate(), OTHER.certificate()),
                SamlMetadata.parse(IDP.metadata("", keys)).signingCertificates());
    }

    @Test
    void takesNoKeyForEncryption() {
        assertRefused(
                "has no X509Certificate for signing",
                IDP.metadata("", keyDescriptor("use=\"encryption\"", IDP.certificate())));
    }

    /** Who issued the signer's certificate signs nothing. */
    @Test
    void takesNoKeyOfAnIssuer() {
        var chain = IDP.certificate() + "</ds:X509Certificate><ds:X509Certificate>"
                + OTHER.certificate();
        assertEquals(
                List.of(IDP.certificate()),
                SamlMetadata.parse(IDP.metadata("", keyDescriptor("", chain)))
                        .signingCertificates());
    }

    @Test
    void readsACertificateInLines() {
        var lines = IDP.certificate().replaceAll("(.{64})", "$1\n      ");
        assertEquals(
                List.of(IDP.certificate()),
                SamlMetadata.parse(IDP.metadata("", keyDescriptor("", lines)))
                        .signingCertificates());
    }

    @Test
    void refusesWhatIsNoCertificate() {
        for (var text : List.of("AAAA", "not base64!", "", IDP.certificate() + "AAAA")) {
            assertRefused(
                    "has an X509Certificate that is none",
                    IDP.metadata("", keyDescriptor("", text)));
        }
    }

    @Test
    void refusesKeysThatAreWeakOrOfAnotherKind() {
        var message = "has an X509Certificate for signing whose key is neither RSA of 2,048 bits or"
                + " more nor on P-256, P-384 or P-521";
        assertRefused(message, TestingIdentityProvider.ofRsa("urn:weak", 1_024).metadata());
    }

    @Test
    void refusesWhatDescribesNoIdentityProvider() {
        assertRefused("is no EntityDescriptor", "<EntityDescriptor entityID=\"x\"/>");
        assertRefused(
                "has no entityID",
                IDP.metadata().replace("entityID=\"" + IDP.entityId() + "\"", ""));
        assertRefused(
                "has an entityID of more than 1,024 characters",
                IDP.metadata().replace(IDP.entityId(), "x".repeat(1_025)));
        assertRefused(
                "has no IDPSSODescriptor for SAML 2.0",
                IDP.metadata().replace("IDPSSODescriptor", "SPSSODescriptor"));
        assertRefused(
                "has no IDPSSODescriptor for SAML 2.0",
                IDP.metadata().replace("SAML:2.0:protocol", "SAML:1.1:protocol"));
        assertRefused(
                "has a validUntil that is no time",
                IDP.metadata(" validUntil=\"soon\"", keyDescriptor("", IDP.certificate())));
    }

    @Test
    void refusesDocumentTypesAndMarksOfByteOrder() {
        var message = "is not well-formed, or has a document type, or is too deep";
        assertRefused(
                message,
                "<!DOCTYPE md:EntityDescriptor SYSTEM \"file:///etc/hostname\">"
                        + IDP.metadata().substring(IDP.metadata().indexOf("<md:")));
        assertRefused(message, "\uFEFF" + IDP.metadata());
        assertRefused(message, "not xml");
    }
}
