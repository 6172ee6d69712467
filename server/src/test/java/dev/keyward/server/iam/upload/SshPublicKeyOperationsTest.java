package dev.keyward.server.iam.upload;

import static dev.keyward.server.iam.TestingIam.arn;
import static dev.keyward.server.iam.TestingIam.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.crypto.certificate.SshPublicKey;
import dev.keyward.crypto.certificate.TestingPem;
import dev.keyward.server.TestingKeyward;
import dev.keyward.server.iam.TestingIam;
import dev.keyward.wire.Struct;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SshPublicKeyOperationsTest {

    private static final String UPLOAD = "UploadSSHPublicKey";

    private static final List<String> PEMS = IntStream.range(0, 6)
            .mapToObj(_ -> TestingPem.publicKey(TestingPem.rsa(2048)))
            .toList();

    private static final SshPublicKey KEY = SshPublicKey.parse(PEMS.getFirst()).orElseThrow();

    private final TestingIam iam = new TestingIam();

    @BeforeEach
    void makeBob() {
        iam.createUser("bob");
    }

    @AfterEach
    void close() {
        iam.close();
    }

    private Struct upload(String body) {
        return iam.call(UPLOAD, "UserName", "bob", "SSHPublicKeyBody", body)
                .struct("SSHPublicKey")
                .orElseThrow();
    }

    private Struct get(String id, String encoding) {
        return iam.call(
                        "GetSSHPublicKey",
                        "UserName",
                        "bob",
                        "SSHPublicKeyId",
                        id,
                        "Encoding",
                        encoding)
                .struct("SSHPublicKey")
                .orElseThrow();
    }

    @Test
    void isGotInBothEncodingsWhicheverItWasUploadedIn() {
        for (var body : List.of(KEY.pem(), KEY.ssh() + " bob@host")) {
            var uploaded = upload(body);

            var id = uploaded.requiredText("SSHPublicKeyId");
            assertTrue(id.matches("APKA[A-Z2-7]{17}"), id);
            assertEquals(body, uploaded.requiredText("SSHPublicKeyBody"));
            assertEquals("bob", uploaded.requiredText("UserName"));
            assertEquals("Active", uploaded.requiredText("Status"));
            assertEquals(Optional.of(TestingKeyward.START), uploaded.time("UploadDate"));
            assertEquals(KEY.fingerprint(), uploaded.requiredText("Fingerprint"));
            assertEquals(KEY.ssh(), get(id, "SSH").requiredText("SSHPublicKeyBody"));
            assertEquals(KEY.pem(), get(id, "PEM").requiredText("SSHPublicKeyBody"));
            assertEquals(KEY.fingerprint(), get(id, "PEM").requiredText("Fingerprint"));
            iam.call("DeleteSSHPublicKey", "UserName", "bob", "SSHPublicKeyId", id);
        }
    }

    @Test
    void isListedWithoutItsBody() {
        var id = upload(KEY.pem()).requiredText("SSHPublicKeyId");

        var listed = iam.call("ListSSHPublicKeys", "UserName", "bob")
                .structs("SSHPublicKeys")
                .getFirst();

        assertEquals(id, listed.requiredText("SSHPublicKeyId"));
        assertFalse(listed.has("SSHPublicKeyBody"));
        assertFalse(listed.has("Fingerprint"));
    }

    @Test
    void isOneOfFiveAtMost() {
        PEMS.subList(0, 5).forEach(this::upload);

        iam.refuses(
                "LimitExceeded",
                "Cannot exceed quota for SSHPublicKeysPerUser: 5",
                UPLOAD,
                "UserName",
                "bob",
                "SSHPublicKeyBody",
                PEMS.getLast());
    }

    @Test
    void isOnceWithAUserInWhicheverEncoding() {
        upload(KEY.pem());

        iam.refuses(
                "DuplicateSSHPublicKey",
                "the SSH public key is associated with the user already",
                UPLOAD,
                "UserName",
                "bob",
                "SSHPublicKeyBody",
                KEY.ssh());
        iam.createUser("eve");
        iam.call(UPLOAD, "UserName", "eve", "SSHPublicKeyBody", KEY.ssh());
    }

    @Test
    void isAnRsaKeyThatIsLargeEnough() {
        iam.refuses(
                "UnrecognizedPublicKeyEncoding",
                "Invalid public key uploaded.",
                UPLOAD,
                "UserName",
                "bob",
                "SSHPublicKeyBody",
                "no key");
        iam.refuses(
                "InvalidPublicKey",
                "the public key is no RSA key of 2048 bits or more",
                UPLOAD,
                "UserName",
                "bob",
                "SSHPublicKeyBody",
                TestingPem.publicKey(TestingPem.rsa(1024)));
    }

    @Test
    void isSwitchedOffAndDeleted() {
        var id = upload(KEY.pem()).requiredText("SSHPublicKeyId");

        iam.call(
                "UpdateSSHPublicKey",
                "UserName",
                "bob",
                "SSHPublicKeyId",
                id,
                "Status",
                "Inactive");
        assertEquals(
                List.of("Inactive"),
                texts(iam.call("ListSSHPublicKeys", "UserName", "bob"), "SSHPublicKeys", "Status"));
        iam.refuses(
                "DeleteConflict",
                "Cannot delete entity, must delete SSH public keys first.",
                "DeleteUser",
                "UserName",
                "bob");
        iam.call("DeleteSSHPublicKey", "UserName", "bob", "SSHPublicKeyId", id);
        iam.refuses(
                "NoSuchEntity",
                "The Public Key with id " + id + " cannot be found.",
                "GetSSHPublicKey",
                "UserName",
                "bob",
                "SSHPublicKeyId",
                id,
                "Encoding",
                "SSH");
        iam.call("DeleteUser", "UserName", "bob");
    }

    @Test
    void isNotFoundForAUserThatIsNotThere() {
        iam.refuses(
                "NoSuchEntity",
                "The user with name none cannot be found.",
                UPLOAD,
                "UserName",
                "none",
                "SSHPublicKeyBody",
                KEY.pem());
    }

    @Test
    void needsThePermissionOnTheUser() {
        var eve = iam.keyward().user("eve");

        iam.refusesTo(
                eve,
                "AccessDenied",
                "User: " + arn("user/eve") + " is not authorized to perform: iam:" + UPLOAD
                        + " on resource: user bob because no identity-based policy allows the iam:"
                        + UPLOAD + " action",
                UPLOAD,
                "UserName",
                "bob",
                "SSHPublicKeyBody",
                KEY.pem());
    }
}
