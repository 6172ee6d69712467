package dev.keyward.server.iam.account;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyward.crypto.certificate.TestingPem;
import dev.keyward.server.iam.TestingIam;
import dev.keyward.wire.model.Shape;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class GetAccountSummaryTest {

    @Test
    void countsWhatThereIs() {
        try (var iam = new TestingIam()) {
            iam.createUser("Bob");
            iam.createUser("Eve");
            iam.createRole("dev");
            iam.createPolicy("some");
            iam.createSamlProvider("idp");
            iam.call("CreateAccessKey");

            var summary = iam.call("GetAccountSummary").struct("SummaryMap").orElseThrow();

            assertEquals(2, summary.integer("Users").orElseThrow());
            assertEquals(0, summary.integer("Groups").orElseThrow());
            assertEquals(1, summary.integer("Roles").orElseThrow());
            assertEquals(1, summary.integer("Policies").orElseThrow());
            assertEquals(1, summary.integer("Providers").orElseThrow());
            assertEquals(1, summary.integer("AccountAccessKeysPresent").orElseThrow());
            assertEquals(5000, summary.integer("UsersQuota").orElseThrow());
        }
    }

    @Test
    void countsVersionsOfPoliciesAndTheCertificatesOfRoot() {
        try (var iam = new TestingIam()) {
            var arn = iam.createPolicy("some");
            iam.createPolicy("other");
            iam.call(
                    "CreatePolicyVersion", "PolicyArn", arn, "PolicyDocument", TestingIam.DOCUMENT);
            var before = iam.call("GetAccountSummary").struct("SummaryMap").orElseThrow();
            assertEquals(3, before.integer("PolicyVersionsInUse").orElseThrow());
            assertEquals(0, before.integer("AccountSigningCertificatesPresent").orElseThrow());

            var certificate =
                    TestingPem.selfSigned("root", TestingPem.ec("secp256r1")).text();
            iam.call("UploadSigningCertificate", "CertificateBody", certificate);

            var after = iam.call("GetAccountSummary").struct("SummaryMap").orElseThrow();
            assertEquals(1, after.integer("AccountSigningCertificatesPresent").orElseThrow());
        }
    }

    @Test
    void hasEveryEntryThatTheApiKnows() {
        try (var iam = new TestingIam()) {
            var map = (Shape.MapShape) iam.service()
                    .model()
                    .operation("GetAccountSummary")
                    .flatMap(operation -> operation.output())
                    .flatMap(output -> output.member("SummaryMap"))
                    .orElseThrow()
                    .shape();
            var known = ((Shape.TextShape) map.key().shape()).allowed();

            var summary = iam.call("GetAccountSummary").struct("SummaryMap").orElseThrow();

            assertEquals(Set.copyOf(known), summary.members().keySet());
        }
    }
}
