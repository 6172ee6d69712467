package dev.keyward.server.hosts;

import static dev.keyward.server.TestingKeyward.OTHER_ACCOUNT;
import static dev.keyward.server.TestingKeyward.START;
import static dev.keyward.server.TestingKeyward.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.crypto.x509.TestingAuthority;
import dev.keyward.crypto.x509.TestingAuthority.Kind;
import dev.keyward.server.TestingKeyward;
import dev.keyward.wire.Struct;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class HostOperationsTest {

    private static final TestingAuthority ROOT = TestingAuthority.root("CN=root", START);
    private static final String NOBODY = "{\"Version\":\"2012-10-17\",\"Statement\":[]}";
    private static final String ONLY_S3 = """
            {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:*",
              "Resource": "*"}}""";
    private static final String NO_ID = "00000000-0000-4000-8000-000000000000";

    private final TestingKeyward keyward = new TestingKeyward();

    @AfterEach
    void close() {
        keyward.close();
    }

    private Struct root(String operation, Struct.Builder input) {
        return keyward.asRoot().keyward(operation, input.build());
    }

    private static Struct.Builder anchorInput() {
        return Struct.builder().put("Name", "hosts").put("Certificates", ROOT.pem());
    }

    private Struct anchor() {
        return root("CreateTrustAnchor", anchorInput()).struct("TrustAnchor").orElseThrow();
    }

    private static Struct.Builder id(Struct entity, String member) {
        return Struct.builder().put(member, entity.requiredText(member));
    }

    private Struct.Builder profileInput(String... roles) {
        return Struct.builder().put("Name", "web").putTexts("RoleArns", List.of(roles));
    }

    private String role() {
        return keyward.role("web", NOBODY).arn().toString();
    }

    @Test
    void makesListsChangesAndForgetsAnAnchor() {
        var anchor = anchor();
        assertTrue(
                anchor.requiredText("TrustAnchorArn")
                        .matches(
                                "arn:aws:rolesanywhere:eu-central-1:123456789012:trust-anchor/[0-9a-f-]{36}"));
        assertTrue(anchor.flag("Enabled"));
        assertEquals(ROOT.pem(), anchor.requiredText("Certificates"));
        assertEquals(
                List.of(anchor),
                root("ListTrustAnchors", Struct.builder()).structs("TrustAnchors"));
        var changed = root(
                        "UpdateTrustAnchor",
                        id(anchor, "TrustAnchorId")
                                .put("Enabled", false)
                                .put("Revocations", ROOT.revoking(7, START)))
                .struct("TrustAnchor")
                .orElseThrow();
        assertEquals(false, changed.flag("Enabled"));
        assertEquals(true, changed.flag("HasRevocations"));
        assertEquals(ROOT.pem(), changed.requiredText("Certificates"));
        root("DeleteTrustAnchor", id(anchor, "TrustAnchorId"));
        assertEquals(List.of(), root("ListTrustAnchors", Struct.builder()).structs("TrustAnchors"));
    }

    @Test
    void refusesCertificatesThatAreNone() {
        var host = ROOT.issue(Kind.host("CN=web", START));
        assertRefused(
                "ValidationException",
                "Certificates: there is something that is no X.509 certificate",
                () -> root("CreateTrustAnchor", anchorInput().put("Certificates", "hello")));
        assertRefused(
                "ValidationException",
                "Certificates: Incorrect basic constraints for CA certificate",
                () -> root(
                        "CreateTrustAnchor",
                        anchorInput()
                                .put(
                                        "Certificates",
                                        TestingAuthority.pem(
                                                "CERTIFICATE",
                                                host.certificate().getEncoded()))));
        assertRefused(
                "ValidationException",
                "Revocations: there is something that is no certificate revocation list",
                () -> root(
                        "UpdateTrustAnchor",
                        id(anchor(), "TrustAnchorId").put("Revocations", "hello")));
    }

    @Test
    void makesListsChangesAndForgetsAProfile() {
        var role = role();
        var profile = root("CreateHostProfile", profileInput(role))
                .struct("HostProfile")
                .orElseThrow();
        assertEquals(List.of(role), profile.texts("RoleArns"));
        assertEquals(3600, profile.integer("DurationSeconds").orElseThrow());
        assertEquals(false, profile.flag("AcceptRoleSessionName"));
        assertEquals(
                List.of(profile),
                root("ListHostProfiles", Struct.builder()).structs("HostProfiles"));
        var changed = root(
                        "UpdateHostProfile",
                        id(profile, "HostProfileId")
                                .put("SessionPolicy", ONLY_S3)
                                .putTexts(
                                        "ManagedPolicyArns",
                                        List.of("arn:aws:iam::aws:policy/AdministratorAccess")))
                .struct("HostProfile")
                .orElseThrow();
        assertEquals(List.of(role), changed.texts("RoleArns"));
        assertEquals(ONLY_S3, changed.requiredText("SessionPolicy"));
        var without = root(
                        "UpdateHostProfile", id(profile, "HostProfileId").put("SessionPolicy", ""))
                .struct("HostProfile")
                .orElseThrow();
        assertTrue(without.text("SessionPolicy").isEmpty());
        root("DeleteHostProfile", id(profile, "HostProfileId"));
        assertEquals(List.of(), root("ListHostProfiles", Struct.builder()).structs("HostProfiles"));
    }

    @Test
    void refusesRolesAndPoliciesThatAreNotThere() {
        var absent = "arn:aws:iam::123456789012:role/absent";
        assertRefused(
                "ValidationException",
                absent + " is not there",
                () -> root("CreateHostProfile", profileInput(absent)));
        assertRefused(
                "ValidationException",
                "arn:aws:iam::123456789012:user/ann is not of RoleArns",
                () -> root(
                        "CreateHostProfile", profileInput("arn:aws:iam::123456789012:user/ann")));
        assertRefused(
                "ValidationException",
                "arn:aws:iam::aws:policy/Absent is not there",
                () -> root(
                        "CreateHostProfile",
                        profileInput(role())
                                .putTexts(
                                        "ManagedPolicyArns",
                                        List.of("arn:aws:iam::aws:policy/Absent"))));
    }

    @Test
    void givesNobodyARoleWhoMayNotPassIt() {
        var role = role();
        var alice = keyward.user("alice");
        keyward.allow(alice, """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "keyward:*",
                  "Resource": "*"}}""");
        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::123456789012:user/alice is not authorized to perform: iam:PassRole"
                        + " on resource: " + role + " because no identity-based policy allows the"
                        + " iam:PassRole action",
                () -> keyward.as(alice)
                        .keyward("CreateHostProfile", profileInput(role).build()));
        keyward.allow(alice, """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "iam:PassRole",
                  "Resource": "*", "Condition": {"StringEquals":
                    {"iam:PassedToService": "rolesanywhere.amazonaws.com"}}}}""");
        keyward.as(alice).keyward("CreateHostProfile", profileInput(role).build());
    }

    @Test
    void needsItsOwnPermission() {
        var alice = keyward.user("alice");
        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::123456789012:user/alice is not authorized to perform:"
                        + " keyward:CreateTrustAnchor on resource: * because no identity-based policy"
                        + " allows the keyward:CreateTrustAnchor action",
                () -> keyward.as(alice)
                        .keyward("CreateTrustAnchor", anchorInput().build()));
    }

    @Test
    void showsNothingOfOtherAccountsAndRegions() {
        var anchor = anchor();
        var other = keyward.as(TestingKeyward.rootOf(OTHER_ACCOUNT));
        assertEquals(
                List.of(),
                other.keyward("ListTrustAnchors", Struct.empty()).structs("TrustAnchors"));
        assertRefused(
                "NotFoundException",
                "there is no trust anchor " + anchor.requiredText("TrustAnchorId"),
                () -> other.keyward(
                        "DeleteTrustAnchor", id(anchor, "TrustAnchorId").build()));
        assertRefused(
                "NotFoundException",
                "there is no trust anchor " + anchor.requiredText("TrustAnchorId"),
                () -> keyward.asRoot()
                        .in(TestingKeyward.OTHER_REGION)
                        .keyward(
                                "UpdateTrustAnchor", id(anchor, "TrustAnchorId").build()));
        assertRefused(
                "NotFoundException",
                "there is no host profile " + NO_ID,
                () -> root("DeleteHostProfile", Struct.builder().put("HostProfileId", NO_ID)));
    }

    @Test
    void keepsToAwsQuotas() {
        for (var index = 0; index < 50; index++) {
            anchor();
        }
        assertRefused(
                "LimitExceededException",
                "there are 50 trust anchors, which is the most",
                this::anchor);
    }
}
