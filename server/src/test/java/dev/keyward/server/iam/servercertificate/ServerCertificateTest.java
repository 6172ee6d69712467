package dev.keyward.server.iam.servercertificate;

import static dev.keyward.server.iam.TestingIam.arn;
import static dev.keyward.server.iam.TestingIam.list;
import static dev.keyward.server.iam.TestingIam.tag;
import static dev.keyward.server.iam.TestingIam.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.crypto.certificate.TestingPem;
import dev.keyward.server.TestingKeyward;
import dev.keyward.server.iam.TestingIam;
import dev.keyward.wire.Struct;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ServerCertificateTest {

    private static final String UPLOAD = "UploadServerCertificate";

    private static final TestingPem ROOT = TestingPem.selfSigned("root", TestingPem.rsa(2048));
    private static final TestingPem MIDDLE = ROOT.issue("middle", TestingPem.ec("secp384r1"));
    private static final TestingPem LEAF = MIDDLE.issue("leaf", TestingPem.ec("secp256r1"));

    private final TestingIam iam = new TestingIam();

    @AfterEach
    void close() {
        iam.close();
    }

    private static Object[] members(String name, TestingPem pem, Object... more) {
        var members = new ArrayList<Object>(List.of(
                "ServerCertificateName",
                name,
                "CertificateBody",
                pem.text(),
                "PrivateKey",
                pem.key()));
        members.addAll(Arrays.asList(more));
        return members.toArray();
    }

    private Struct upload(String name, Object... more) {
        return iam.call(UPLOAD, members(name, LEAF, more));
    }

    private Struct get(String name) {
        return iam.call("GetServerCertificate", "ServerCertificateName", name)
                .struct("ServerCertificate")
                .orElseThrow();
    }

    @Test
    void isGotAsItWasUploadedAndWithoutItsPrivateKey() {
        var chain = MIDDLE.text() + "\n" + ROOT.text();

        var uploaded = upload(
                "web", "CertificateChain", chain, "Path", "/eu/", "Tags", list(tag("team", "a")));

        var metadata = uploaded.struct("ServerCertificateMetadata").orElseThrow();
        assertEquals("/eu/", metadata.requiredText("Path"));
        assertEquals("web", metadata.requiredText("ServerCertificateName"));
        var id = metadata.requiredText("ServerCertificateId");
        assertTrue(id.matches("ASCA[A-Z2-7]{17}"), id);
        assertEquals(arn("server-certificate/eu/web"), metadata.requiredText("Arn"));
        assertEquals(Optional.of(TestingKeyward.START), metadata.time("UploadDate"));
        assertEquals(
                Optional.of(TestingPem.FROM.plus(TestingPem.LIFE)), metadata.time("Expiration"));
        assertEquals(List.of("a"), texts(uploaded, "Tags", "Value"));
        var certificate = get("web");
        assertEquals(Optional.of(metadata), certificate.struct("ServerCertificateMetadata"));
        assertEquals(LEAF.text(), certificate.requiredText("CertificateBody"));
        assertEquals(chain, certificate.requiredText("CertificateChain"));
        assertEquals(List.of("a"), texts(certificate, "Tags", "Value"));
        assertFalse(certificate.has("PrivateKey"));
    }

    @Test
    void needsNoChain() {
        upload("web");

        assertFalse(get("web").has("CertificateChain"));
    }

    @Test
    void belongsToItsPrivateKey() {
        iam.refuses(
                "KeyPairMismatch",
                "the private key is not the one of the certificate",
                UPLOAD,
                "ServerCertificateName",
                "web",
                "CertificateBody",
                LEAF.text(),
                "PrivateKey",
                MIDDLE.key());
    }

    @Test
    void hasAChainInOrder() {
        for (var chain : List.of(ROOT.text(), ROOT.text() + "\n" + MIDDLE.text())) {
            iam.refuses(
                    "MalformedCertificate",
                    "Unable to validate certificate chain. The certificate chain must start with the"
                            + " immediate signing certificate, followed by any intermediaries in order.",
                    UPLOAD,
                    members("web", LEAF, "CertificateChain", chain));
        }
        iam.refuses(
                "MalformedCertificate",
                "Unable to parse certificate chain. Please ensure the certificates are in PEM"
                        + " format.",
                UPLOAD,
                members("web", LEAF, "CertificateChain", "none"));
    }

    @Test
    void isInPemAndValidNow() {
        iam.refuses(
                "MalformedCertificate",
                "Unable to parse certificate. Please ensure the certificate is in PEM format.",
                UPLOAD,
                "ServerCertificateName",
                "web",
                "CertificateBody",
                "none",
                "PrivateKey",
                LEAF.key());
        iam.refuses(
                "MalformedCertificate",
                "Invalid Private Key.",
                UPLOAD,
                "ServerCertificateName",
                "web",
                "CertificateBody",
                LEAF.text(),
                "PrivateKey",
                "none");
        iam.keyward().clock().advance(TestingPem.LIFE);
        iam.refuses(
                "MalformedCertificate",
                "the certificate is valid from 2026-11-01T00:00:00Z to 2027-01-30T00:00:00Z",
                UPLOAD,
                members("web", LEAF));
    }

    @Test
    void hasANameOfItsOwnInWhateverCase() {
        upload("web");

        iam.refuses(
                "EntityAlreadyExists",
                "The Server Certificate with name WEB already exists.",
                UPLOAD,
                members("WEB", LEAF));
    }

    @Test
    void isOneOfTwentyAtMost() {
        for (var count = 0; count < 20; count++) {
            upload("web" + count);
        }
        iam.refuses(
                "LimitExceeded",
                "Cannot exceed quota for ServerCertificatesPerAccount: 20",
                UPLOAD,
                members("one-more", LEAF));
        assertEquals(
                20,
                iam.call("GetAccountSummary")
                        .struct("SummaryMap")
                        .flatMap(summary -> summary.integer("ServerCertificates"))
                        .orElseThrow());
    }

    @Test
    void isListedByPathInPages() {
        upload("web", "Path", "/eu/");
        upload("app", "Path", "/eu/de/");
        upload("api");

        iam.assertPages(
                List.of("api", "app", "web"),
                new TestingIam.PagedList(
                        "ListServerCertificates",
                        "ServerCertificateMetadataList",
                        "ServerCertificateName"));
        iam.assertPages(
                List.of("app", "web"),
                new TestingIam.PagedList(
                        "ListServerCertificates",
                        "ServerCertificateMetadataList",
                        "ServerCertificateName"),
                "PathPrefix",
                "/eu/");
    }

    @Test
    void getsAnotherNameAndPathAndKeepsItsTags() {
        upload("web", "Tags", list(tag("team", "a")));
        upload("api");
        iam.refuses(
                "EntityAlreadyExists",
                "The Server Certificate with name API already exists.",
                "UpdateServerCertificate",
                "ServerCertificateName",
                "web",
                "NewServerCertificateName",
                "API");

        iam.call(
                "UpdateServerCertificate",
                "ServerCertificateName",
                "web",
                "NewServerCertificateName",
                "Web",
                "NewPath",
                "/eu/");

        var metadata = get("Web").struct("ServerCertificateMetadata").orElseThrow();
        assertEquals(arn("server-certificate/eu/Web"), metadata.requiredText("Arn"));
        assertEquals(List.of("a"), texts(get("Web"), "Tags", "Value"));
    }

    @Test
    void isTaggedAndUntagged() {
        upload("web");
        iam.call(
                "TagServerCertificate",
                "ServerCertificateName",
                "web",
                "Tags",
                list(tag("team", "a"), tag("cost", "1")));
        iam.call("UntagServerCertificate", "ServerCertificateName", "web", "TagKeys", list("team"));

        assertEquals(
                List.of("cost"),
                texts(
                        iam.call("ListServerCertificateTags", "ServerCertificateName", "web"),
                        "Tags",
                        "Key"));
    }

    @Test
    void isDeletedForGoodWithItsTags() {
        upload("web", "Tags", list(tag("team", "a")));

        iam.call("DeleteServerCertificate", "ServerCertificateName", "web");

        for (var operation : List.of(
                "GetServerCertificate",
                "DeleteServerCertificate",
                "UpdateServerCertificate",
                "ListServerCertificateTags")) {
            iam.refuses(
                    "NoSuchEntity",
                    "The Server Certificate with name web cannot be found.",
                    operation,
                    "ServerCertificateName",
                    "web");
        }
        upload("web");
        assertEquals(List.of(), get("web").structs("Tags"));
    }

    @Test
    void isOfItsAccountOnly() {
        upload("web");

        iam.refusesTo(
                TestingKeyward.rootOf(TestingKeyward.OTHER_ACCOUNT),
                "NoSuchEntity",
                "The Server Certificate with name web cannot be found.",
                "GetServerCertificate",
                "ServerCertificateName",
                "web");
    }

    @Test
    void needsThePermissionBeforeAnythingIsLookedAt() {
        var eve = iam.keyward().user("eve");

        iam.refusesTo(
                eve,
                "AccessDenied",
                "User: " + arn("user/eve") + " is not authorized to perform: iam:" + UPLOAD
                        + " on resource: " + arn("server-certificate/web")
                        + " because no identity-based policy allows the iam:" + UPLOAD + " action",
                UPLOAD,
                "ServerCertificateName",
                "web",
                "CertificateBody",
                "none",
                "PrivateKey",
                "none");
        iam.keyward().allow(eve, """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "iam:*",
                  "Resource": "arn:aws:iam::*:server-certificate/web",
                  "Condition": {"StringEquals": {"aws:ResourceTag/team": "a"}}}}""");
        upload("web", "Tags", list(tag("team", "a")));
        iam.callAs(eve, "GetServerCertificate", "ServerCertificateName", "web");
    }
}
