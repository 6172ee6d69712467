package dev.keyward.server.iam.upload;

import static dev.keyward.server.iam.TestingIam.arn;
import static dev.keyward.server.iam.TestingIam.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.crypto.certificate.TestingPem;
import dev.keyward.server.TestingKeyward;
import dev.keyward.server.iam.TestingIam;
import dev.keyward.wire.Struct;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SigningCertificateTest {

    private static final String UPLOAD = "UploadSigningCertificate";
    private static final String LIST = "ListSigningCertificates";

    private static final String ONE = certificate("one");
    private static final String TWO = certificate("two");
    private static final String THREE = certificate("three");

    private final TestingIam iam = new TestingIam();

    private static String certificate(String name) {
        return TestingPem.selfSigned(name, TestingPem.ec("secp256r1")).text();
    }

    @BeforeEach
    void makeBob() {
        iam.createUser("bob");
    }

    @AfterEach
    void close() {
        iam.close();
    }

    private Struct upload(String body) {
        return iam.call(UPLOAD, "UserName", "bob", "CertificateBody", body)
                .struct("Certificate")
                .orElseThrow();
    }

    private List<String> listed(String member) {
        return texts(iam.call(LIST, "UserName", "bob"), "Certificates", member);
    }

    @Test
    void isActiveAndListedAsItWasUploaded() {
        var uploaded = upload(ONE);

        assertEquals("bob", uploaded.requiredText("UserName"));
        assertEquals(ONE, uploaded.requiredText("CertificateBody"));
        assertEquals("Active", uploaded.requiredText("Status"));
        assertEquals(Optional.of(TestingKeyward.START), uploaded.time("UploadDate"));
        var id = uploaded.requiredText("CertificateId");
        assertTrue(id.matches("[A-Z2-7]{32}"), id);
        assertEquals(List.of(uploaded), iam.call(LIST, "UserName", "bob").structs("Certificates"));
    }

    @Test
    void isOneOfTwoAtMost() {
        upload(ONE);
        upload(TWO);

        iam.refuses(
                "LimitExceeded",
                "Cannot exceed quota for SigningCertificatesPerUser: 2",
                UPLOAD,
                "UserName",
                "bob",
                "CertificateBody",
                THREE);
    }

    @Test
    void isOnceInAnAccountHoweverItIsWritten() {
        upload(ONE);
        iam.createUser("eve");
        var text = "the certificate is associated with a user of the account already";

        for (var user : List.of("bob", "eve")) {
            iam.refuses(
                    "DuplicateCertificate",
                    text,
                    UPLOAD,
                    "UserName",
                    user,
                    "CertificateBody",
                    ONE.replace("\n", "\r\n"));
        }
        iam.keyward().user(TestingKeyward.OTHER_ACCOUNT, "eve");
        iam.callAs(
                TestingKeyward.rootOf(TestingKeyward.OTHER_ACCOUNT),
                UPLOAD,
                "UserName",
                "eve",
                "CertificateBody",
                ONE);
    }

    @Test
    void isACertificateInPemThatIsValidNow() {
        iam.refuses(
                "MalformedCertificate",
                "Unable to parse certificate. Please ensure the certificate is in PEM format.",
                UPLOAD,
                "UserName",
                "bob",
                "CertificateBody",
                "no certificate");
        iam.keyward().clock().advance(TestingPem.LIFE);
        iam.refuses(
                "InvalidCertificate",
                "the certificate is valid from 2026-11-01T00:00:00Z to 2027-01-30T00:00:00Z",
                UPLOAD,
                "UserName",
                "bob",
                "CertificateBody",
                ONE);
    }

    @Test
    void isSwitchedOffAndOn() {
        var id = upload(ONE).requiredText("CertificateId");

        for (var status : List.of("Inactive", "Active")) {
            iam.call(
                    "UpdateSigningCertificate",
                    "UserName",
                    "bob",
                    "CertificateId",
                    id,
                    "Status",
                    status);
            assertEquals(List.of(status), listed("Status"));
        }
    }

    @Test
    void isDeletedForGood() {
        var id = upload(ONE).requiredText("CertificateId");

        iam.call("DeleteSigningCertificate", "UserName", "bob", "CertificateId", id);

        assertEquals(List.of(), listed("CertificateId"));
        for (var operation : List.of("DeleteSigningCertificate", "UpdateSigningCertificate")) {
            iam.refuses(
                    "NoSuchEntity",
                    "The Certificate with id " + id + " cannot be found.",
                    operation,
                    members(operation, id));
        }
        upload(ONE);
    }

    private static Object[] members(String operation, String id) {
        return operation.startsWith("Update")
                ? new Object[] {"UserName", "bob", "CertificateId", id, "Status", "Inactive"}
                : new Object[] {"UserName", "bob", "CertificateId", id};
    }

    @Test
    void ofAnotherUserIsNotFound() {
        var id = upload(ONE).requiredText("CertificateId");
        iam.createUser("eve");

        iam.refuses(
                "NoSuchEntity",
                "The Certificate with id " + id + " cannot be found.",
                "DeleteSigningCertificate",
                "UserName",
                "eve",
                "CertificateId",
                id);
    }

    @Test
    void keepsItsUserFromBeingDeleted() {
        var id = upload(ONE).requiredText("CertificateId");

        iam.refuses(
                "DeleteConflict",
                "Cannot delete entity, must delete signing certificates first.",
                "DeleteUser",
                "UserName",
                "bob");
        iam.call("DeleteSigningCertificate", "UserName", "bob", "CertificateId", id);
        iam.call("DeleteUser", "UserName", "bob");
    }

    @Test
    void isListedInPages() {
        var first = upload(ONE).requiredText("CertificateId");
        iam.keyward().clock().advance(Duration.ofMinutes(1));
        var second = upload(TWO).requiredText("CertificateId");

        iam.assertPages(
                List.of(first, second),
                new TestingIam.PagedList(LIST, "Certificates", "CertificateId"),
                "UserName",
                "bob");
    }

    @Test
    void standsInTheCredentialReport() {
        var id = upload(ONE).requiredText("CertificateId");
        iam.keyward().clock().advance(Duration.ofMinutes(1));
        upload(TWO);
        iam.call(
                "UpdateSigningCertificate",
                "UserName",
                "bob",
                "CertificateId",
                id,
                "Status",
                "Inactive");

        iam.call("GenerateCredentialReport");

        var report = new String(
                iam.call("GetCredentialReport").requiredBlob("Content"), StandardCharsets.UTF_8);
        assertTrue(
                report.endsWith(",false,2026-11-24T12:00:00+00:00,true,2026-11-24T12:01:00+00:00"),
                report);
    }

    @Test
    void isTheCallersIfNoUserIsNamedAndNeedsThePermission() {
        var eve = iam.keyward().user("eve");
        iam.refusesTo(
                eve,
                "AccessDenied",
                "User: " + arn("user/eve") + " is not authorized to perform: iam:" + UPLOAD
                        + " on resource: user eve because no identity-based policy allows the iam:"
                        + UPLOAD + " action",
                UPLOAD,
                "CertificateBody",
                ONE);
        iam.keyward().allow(eve, """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "iam:*",
                  "Resource": "arn:aws:iam::*:user/${aws:username}"}}""");

        iam.callAs(eve, UPLOAD, "CertificateBody", ONE);

        assertEquals(List.of("eve"), texts(iam.callAs(eve, LIST), "Certificates", "UserName"));
    }
}
