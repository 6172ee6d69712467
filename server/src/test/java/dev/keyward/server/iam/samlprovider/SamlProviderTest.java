package dev.keyward.server.iam.samlprovider;

import static dev.keyward.server.iam.TestingIam.IDP;
import static dev.keyward.server.iam.TestingIam.arn;
import static dev.keyward.server.iam.TestingIam.list;
import static dev.keyward.server.iam.TestingIam.tag;
import static dev.keyward.server.iam.TestingIam.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.crypto.saml.TestingIdentityProvider;
import dev.keyward.server.TestingKeyward;
import dev.keyward.server.iam.TestingIam;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** CreateSAMLProvider, GetSAMLProvider, ListSAMLProviders, UpdateSAMLProvider, DeleteSAMLProvider. */
final class SamlProviderTest {

    private static final String IDP_ARN = arn("saml-provider/Okta");

    private final TestingIam iam = new TestingIam();

    @AfterEach
    void close() {
        iam.close();
    }

    private static String until(String time) {
        return IDP.metadata().replace("entityID=", "validUntil=\"" + time + "\" entityID=");
    }

    private Optional<Instant> validUntil() {
        return iam.call("GetSAMLProvider", "SAMLProviderArn", IDP_ARN).time("ValidUntil");
    }

    @Test
    void isMadeAndReadBack() {
        var made = iam.call(
                "CreateSAMLProvider",
                "Name",
                "Okta",
                "SAMLMetadataDocument",
                IDP.metadata(),
                "Tags",
                list(tag("team", "blue")));
        assertEquals(IDP_ARN, made.requiredText("SAMLProviderArn"));
        assertEquals(List.of("team"), texts(made, "Tags", "Key"));

        var got = iam.call("GetSAMLProvider", "SAMLProviderArn", IDP_ARN);
        assertEquals(IDP.metadata(), got.requiredText("SAMLMetadataDocument"));
        assertEquals(Optional.of(TestingKeyward.START), got.time("CreateDate"));
        assertEquals(List.of("blue"), texts(got, "Tags", "Value"));
        assertTrue(got.requiredText("SAMLProviderUUID").matches("SAMLSP[A-Z0-9]{17}"));
        assertFalse(got.has("AssertionEncryptionMode") || got.has("PrivateKeyList"));
    }

    @Test
    void leavesTheTagsOutOfTheAnswerIfThereAreNone() {
        var made = iam.call(
                "CreateSAMLProvider", "Name", "Okta", "SAMLMetadataDocument", IDP.metadata());
        assertFalse(made.has("Tags"));
    }

    @Test
    void isValidAsLongAsItsDocumentOrAHundredYears() {
        iam.createSamlProvider("Okta");
        assertEquals(Optional.of(Instant.parse("2126-11-24T12:00:00Z")), validUntil());

        iam.call(
                "UpdateSAMLProvider",
                "SAMLProviderArn",
                IDP_ARN,
                "SAMLMetadataDocument",
                until("2027-03-01T00:00:00Z"));
        assertEquals(Optional.of(Instant.parse("2027-03-01T00:00:00Z")), validUntil());

        iam.call(
                "UpdateSAMLProvider",
                "SAMLProviderArn",
                IDP_ARN,
                "SAMLMetadataDocument",
                until("9999-12-31T23:59:59Z"));
        assertEquals(Optional.of(Instant.parse("2126-11-24T12:00:00Z")), validUntil());
    }

    @Test
    void isListedByName() {
        for (var name : List.of("b", "C", "a")) {
            iam.createSamlProvider(name);
        }
        var listed = iam.call("ListSAMLProviders");
        assertEquals(
                List.of(arn("saml-provider/a"), arn("saml-provider/b"), arn("saml-provider/C")),
                texts(listed, "SAMLProviderList", "Arn"));
        var first = listed.structs("SAMLProviderList").getFirst();
        assertEquals(Optional.of(TestingKeyward.START), first.time("CreateDate"));
        assertTrue(first.has("ValidUntil"));
        var other = TestingKeyward.rootOf(TestingKeyward.OTHER_ACCOUNT);
        assertEquals(List.of(), iam.callAs(other, "ListSAMLProviders").structs("SAMLProviderList"));
    }

    @Test
    void isReplacedByUpdate() {
        iam.createSamlProvider("Okta");
        iam.call("TagSAMLProvider", "SAMLProviderArn", IDP_ARN, "Tags", list(tag("a", "1")));
        var before = iam.call("GetSAMLProvider", "SAMLProviderArn", IDP_ARN);
        var other = TestingIdentityProvider.named("urn:other").metadata();

        var answer = iam.call(
                "UpdateSAMLProvider", "SAMLProviderArn", IDP_ARN, "SAMLMetadataDocument", other);

        assertEquals(IDP_ARN, answer.requiredText("SAMLProviderArn"));
        var after = iam.call("GetSAMLProvider", "SAMLProviderArn", IDP_ARN);
        assertEquals(other, after.requiredText("SAMLMetadataDocument"));
        assertEquals(
                before.requiredText("SAMLProviderUUID"), after.requiredText("SAMLProviderUUID"));
        assertEquals(before.time("CreateDate"), after.time("CreateDate"));
        assertEquals(List.of("a"), texts(after, "Tags", "Key"));
    }

    @Test
    void isGoneOnceDeleted() {
        iam.createSamlProvider("Okta");
        iam.call("DeleteSAMLProvider", "SAMLProviderArn", IDP_ARN);
        for (var operation : List.of("GetSAMLProvider", "DeleteSAMLProvider")) {
            iam.refuses(
                    "NoSuchEntity",
                    "Manifest not found for arn " + IDP_ARN,
                    operation,
                    "SAMLProviderArn",
                    IDP_ARN);
        }
        iam.createSamlProvider("Okta");
    }

    @Test
    void refusesANameThatIsTakenInWhateverCase() {
        iam.createSamlProvider("Okta");
        iam.refuses(
                "EntityAlreadyExists",
                "Provider with name OKTA already exists.",
                "CreateSAMLProvider",
                "Name",
                "OKTA",
                "SAMLMetadataDocument",
                IDP.metadata());
        iam.refuses(
                "NoSuchEntity",
                "Manifest not found for arn " + arn("saml-provider/OKTA"),
                "GetSAMLProvider",
                "SAMLProviderArn",
                arn("saml-provider/OKTA"));
    }

    @Test
    void refusesADocumentThatIsNoMetadata() {
        var message = "Could not parse metadata: the document is not well-formed, or has a document"
                + " type, or is too deep";
        for (var document : List.of(
                "x".repeat(1_000),
                "<!DOCTYPE x SYSTEM \"file:///etc/hostname\">"
                        + IDP.metadata().substring(IDP.metadata().indexOf("<md:")))) {
            iam.refuses(
                    "InvalidInput",
                    message,
                    "CreateSAMLProvider",
                    "Name",
                    "Okta",
                    "SAMLMetadataDocument",
                    document);
        }
        iam.createSamlProvider("Okta");
        iam.refuses(
                "InvalidInput",
                "Could not parse metadata: the document has no IDPSSODescriptor for SAML 2.0",
                "UpdateSAMLProvider",
                "SAMLProviderArn",
                IDP_ARN,
                "SAMLMetadataDocument",
                IDP.metadata().replace("IDPSSODescriptor", "SPSSODescriptor"));
    }

    @Test
    void refusesADocumentThatIsTooShort() {
        iam.refuses(
                "ValidationError",
                "1 validation error detected: Value at 'sAMLMetadataDocument' failed to"
                        + " satisfy constraint: Member must have length greater than or equal to"
                        + " 1000",
                "CreateSAMLProvider",
                "Name",
                "Okta",
                "SAMLMetadataDocument",
                "<a/>");
    }

    @Test
    void refusesAnUpdateOfNothing() {
        iam.createSamlProvider("Okta");
        iam.refuses(
                "InvalidInput",
                "Unable to update identity provider. No updates are defined for metadata or"
                        + " encryption assertion.",
                "UpdateSAMLProvider",
                "SAMLProviderArn",
                IDP_ARN);
    }

    /** Whoever asks for encryption must not believe to have it. */
    @Test
    void refusesEncryptionHonestly() {
        iam.refuses(
                "UnsupportedOperation",
                "Keyward does not take encrypted SAML assertions, and so no AssertionEncryptionMode",
                "CreateSAMLProvider",
                "Name",
                "Okta",
                "SAMLMetadataDocument",
                IDP.metadata(),
                "AssertionEncryptionMode",
                "Required");
        iam.createSamlProvider("Okta");
        iam.refuses(
                "UnsupportedOperation",
                "Keyward does not take encrypted SAML assertions, and so no AddPrivateKey",
                "UpdateSAMLProvider",
                "SAMLProviderArn",
                IDP_ARN,
                "AddPrivateKey",
                "-----BEGIN PRIVATE KEY-----");
    }

    @Test
    void keepsTheQuotas() {
        for (var number = 0; number < 100; number++) {
            iam.createSamlProvider("idp" + number);
        }
        iam.refuses(
                "LimitExceeded",
                "Cannot exceed quota for SAMLProvidersPerAccount: 100",
                "CreateSAMLProvider",
                "Name",
                "more",
                "SAMLMetadataDocument",
                IDP.metadata());
        var keys = IntStream.range(0, 11)
                .mapToObj(
                        number -> TestingIdentityProvider.named("urn:" + number).metadata())
                .map(metadata -> metadata.substring(
                        metadata.indexOf("<md:KeyDescriptor"),
                        metadata.indexOf("<md:NameIDFormat")))
                .collect(Collectors.joining());
        iam.refuses(
                "LimitExceeded",
                "Cannot exceed quota for KeysPerSAMLProvider: 10",
                "UpdateSAMLProvider",
                "SAMLProviderArn",
                arn("saml-provider/idp1"),
                "SAMLMetadataDocument",
                IDP.metadata("", keys));
    }

    @Test
    void refusesWhatIsNoArnOfAProvider() {
        iam.refuses(
                "ValidationError",
                "Invalid ARN:  Could not be parsed!",
                "GetSAMLProvider",
                "SAMLProviderArn",
                "this is no ARN at all");
        iam.refuses(
                "ValidationError",
                "ARN " + arn("role/saml-provider") + " is not valid.",
                "GetSAMLProvider",
                "SAMLProviderArn",
                arn("role/saml-provider"));
    }

    @Test
    void refusesProvidersOfAnotherAccount() {
        iam.createSamlProvider("Okta");
        var other = TestingKeyward.rootOf(TestingKeyward.OTHER_ACCOUNT);
        for (var operation : List.of("GetSAMLProvider", "DeleteSAMLProvider")) {
            iam.refusesTo(
                    other,
                    "AccessDenied",
                    "User: arn:aws:iam::210987654321:root is not authorized to perform: iam:"
                            + operation + " on this resource because no resource-based policy"
                            + " allows the iam:" + operation + " action",
                    operation,
                    "SAMLProviderArn",
                    IDP_ARN);
        }
    }

    @Test
    void isAllowedByTagAndByArn() {
        iam.createSamlProvider("Okta");
        iam.call("TagSAMLProvider", "SAMLProviderArn", IDP_ARN, "Tags", list(tag("team", "blue")));
        var alice = iam.keyward().user("alice");
        iam.keyward().allow(alice, """
                {"Version": "2012-10-17", "Statement": [
                  {"Effect": "Allow", "Action": "iam:GetSAMLProvider", "Resource": "*",
                   "Condition": {"StringEquals": {"aws:ResourceTag/team": "blue"}}},
                  {"Effect": "Allow", "Action": "iam:CreateSAMLProvider",
                   "Resource": "arn:aws:iam::123456789012:saml-provider/dev-*",
                   "Condition": {"StringEquals": {"aws:RequestTag/team": "red"}}}]}""");
        iam.callAs(alice, "GetSAMLProvider", "SAMLProviderArn", IDP_ARN);
        iam.refusesTo(
                alice,
                "AccessDenied",
                "User: arn:aws:iam::123456789012:user/alice is not authorized to perform:"
                        + " iam:GetSAMLProvider on resource: " + arn("saml-provider/none")
                        + " because no identity-based policy allows the iam:GetSAMLProvider action",
                "GetSAMLProvider",
                "SAMLProviderArn",
                arn("saml-provider/none"));
        iam.callAs(
                alice,
                "CreateSAMLProvider",
                "Name",
                "dev-1",
                "SAMLMetadataDocument",
                IDP.metadata(),
                "Tags",
                list(tag("team", "red")));
    }
}
