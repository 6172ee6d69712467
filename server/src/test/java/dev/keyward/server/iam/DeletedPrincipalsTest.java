package dev.keyward.server.iam;

import static dev.keyward.server.iam.TestingIam.arn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.server.TestingKeyward;
import dev.keyward.server.authorize.Caller;
import dev.keyward.server.authorize.Caller.SessionPolicies;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Whoever is deleted shows in policies as its unique id, and whoever is made anew under its name gains
 * nothing of what it had.
 */
final class DeletedPrincipalsTest {

    private static final byte[] MESSAGE = {1, 2, 3};

    private final TestingIam iam = new TestingIam();

    @AfterEach
    void close() {
        iam.close();
    }

    private static Caller root() {
        return TestingKeyward.rootOf(TestingKeyward.ACCOUNT);
    }

    private Struct kms(Caller caller, String operation, Object... members) {
        return iam.keyward().as(caller).kms(operation, TestingIam.struct(members));
    }

    /** A key that its account administers and that {@code principal} may encrypt with. */
    private String keyFor(String principal) {
        return kms(root(), "CreateKey", "Policy", keyPolicy(principal))
                .struct("KeyMetadata")
                .orElseThrow()
                .requiredText("KeyId");
    }

    private static String keyPolicy(String principal) {
        return """
                {"Version": "2012-10-17", "Statement": [
                  {"Effect": "Allow", "Principal": {"AWS": "%s"}, "Action": "kms:*", "Resource": "*"},
                  {"Effect": "Allow", "Principal": {"AWS": "%s"}, "Action": "kms:Encrypt", "Resource": "*"}
                ]}""".formatted(arn("root"), principal);
    }

    private String shownKeyPolicy(String key) {
        return kms(root(), "GetKeyPolicy", "KeyId", key).requiredText("Policy");
    }

    private String shownTrustPolicy(String role) {
        var document = iam.call("GetRole", "RoleName", role)
                .struct("Role")
                .orElseThrow()
                .requiredText("AssumeRolePolicyDocument");
        return URLDecoder.decode(document, StandardCharsets.UTF_8);
    }

    private void encrypt(Caller caller, String key) {
        iam.keyward()
                .as(caller)
                .kms(
                        "Encrypt",
                        Struct.builder()
                                .put("KeyId", key)
                                .put("Plaintext", MESSAGE)
                                .build());
    }

    private void cannotEncrypt(Caller caller, String key) {
        var refusal = assertThrows(ServiceException.class, () -> encrypt(caller, key));
        assertTrue(refusal.text().orElse("").contains("is not authorized to perform: kms:Encrypt"));
    }

    private Caller user(String name) {
        return iam.keyward()
                .store()
                .read(snapshot -> snapshot.users().find(TestingKeyward.ACCOUNT, name))
                .map(TestingKeyward::callerOf)
                .orElseThrow();
    }

    private Caller session(String role) {
        var found = iam.keyward()
                .store()
                .read(snapshot -> snapshot.roles().find(TestingKeyward.ACCOUNT, role))
                .orElseThrow();
        return iam.keyward().session(found, "one", SessionPolicies.NONE);
    }

    @Test
    void aUserOfADeletedOnesNameGainsNothingOfAKeyPolicy() {
        var id = iam.createUser("bob").requiredText("UserId");
        var key = keyFor(arn("user/bob"));
        encrypt(user("bob"), key);
        assertEquals(keyPolicy(arn("user/bob")), shownKeyPolicy(key));

        iam.call("DeleteUser", "UserName", "bob");
        assertEquals(keyPolicy(id), shownKeyPolicy(key));

        iam.createUser("bob");
        assertEquals(keyPolicy(id), shownKeyPolicy(key));
        cannotEncrypt(user("bob"), key);

        kms(root(), "PutKeyPolicy", "KeyId", key, "Policy", keyPolicy(arn("user/bob")));
        encrypt(user("bob"), key);
    }

    @Test
    void aRoleOfADeletedOnesNameGainsNothingOfAKeyPolicy() {
        var id = iam.createRole("dev").requiredText("RoleId");
        var key = keyFor(arn("role/dev"));
        var before = session("dev");
        encrypt(before, key);

        iam.call("DeleteRole", "RoleName", "dev");
        assertEquals(keyPolicy(id), shownKeyPolicy(key));
        iam.createRole("dev");

        assertEquals(keyPolicy(id), shownKeyPolicy(key));
        cannotEncrypt(session("dev"), key);
    }

    @Test
    void aPolicyThatNamesSomebodyDeletedCannotBePutAgainUnchanged() {
        iam.createUser("bob");
        var key = keyFor(arn("user/bob"));
        iam.call("DeleteUser", "UserName", "bob");
        var shown = shownKeyPolicy(key);

        TestingKeyward.assertRefused(
                "MalformedPolicyDocumentException",
                "Policy contains a statement with one or more invalid principals.",
                () -> kms(root(), "PutKeyPolicy", "KeyId", key, "Policy", shown));
    }

    @Test
    void aUserOfADeletedOnesNameIsNotTrustedByARole() {
        var id = iam.createUser("bob").requiredText("UserId");
        var trust = """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
                  "Principal": {"AWS": "%s"}, "Action": "sts:AssumeRole"}]}""";
        var byName = trust.formatted(arn("user/bob"));
        iam.call("CreateRole", "RoleName", "dev", "AssumeRolePolicyDocument", byName);
        assume(user("bob"));
        assertEquals(byName, shownTrustPolicy("dev"));

        iam.call("DeleteUser", "UserName", "bob");
        assertEquals(trust.formatted(id), shownTrustPolicy("dev"));
        iam.createUser("bob");

        assertEquals(trust.formatted(id), shownTrustPolicy("dev"));
        assertThrows(ServiceException.class, () -> assume(user("bob")));
        var details = iam.call("GetAccountAuthorizationDetails")
                .structs("RoleDetailList")
                .getFirst()
                .requiredText("AssumeRolePolicyDocument");
        assertEquals(trust.formatted(id), URLDecoder.decode(details, StandardCharsets.UTF_8));
        iam.call("UpdateAssumeRolePolicy", "RoleName", "dev", "PolicyDocument", byName);
        assume(user("bob"));
    }

    @Test
    void aRoleOfADeletedOnesNameIsNotTrustedByARole() {
        var id = iam.createRole("first").requiredText("RoleId");
        var trust = """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
                  "Principal": {"AWS": "%s"}, "Action": "sts:AssumeRole"}]}""";
        iam.call(
                "CreateRole",
                "RoleName",
                "dev",
                "AssumeRolePolicyDocument",
                trust.formatted(arn("role/first")));
        assume(session("first"));

        iam.call("DeleteRole", "RoleName", "first");
        iam.createRole("first");

        assertEquals(trust.formatted(id), shownTrustPolicy("dev"));
        assertThrows(ServiceException.class, () -> assume(session("first")));
    }

    private void assume(Caller caller) {
        iam.keyward()
                .as(caller)
                .sts(
                        "AssumeRole",
                        TestingIam.struct("RoleArn", arn("role/dev"), "RoleSessionName", "one"));
    }
}
