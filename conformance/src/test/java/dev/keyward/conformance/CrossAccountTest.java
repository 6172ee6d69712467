package dev.keyward.conformance;

import static dev.keyward.conformance.Scene.allow;
import static dev.keyward.conformance.Scene.assertDenied;
import static dev.keyward.conformance.Scene.assertRefused;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GrantOperation;

/**
 * Keys and roles of one account used from another by the AWS SDK: both accounts must allow it.
 *
 * <p>Source: KMS Developer Guide, "Allowing users in other accounts to use a KMS key"; IAM User Guide, "The confused
 * deputy problem".
 */
final class CrossAccountTest {

    private static final String NO_IAM = " because no identity-based policy allows the %s action";
    private static final String NO_KEY_POLICY =
            " because the resource does not exist in this Region,"
                    + " no resource-based policies allow access, or a resource-based policy explicitly denies"
                    + " access";

    private static RunningKeyward keyward;
    private static Scene scene;
    private static OtherAccount other;

    @BeforeAll
    static void start() {
        keyward = RunningKeyward.start();
        scene = new Scene(keyward);
        other = OtherAccount.make(scene);
    }

    @AfterAll
    static void stop() {
        keyward.close();
    }

    private static String keyPolicy(String... foreignPrincipals) {
        var foreign = foreignPrincipals.length == 0
                ? ""
                : """
                , {"Effect": "Allow", "Principal": {"AWS": "%s"}, "Action": "kms:*", "Resource": "*"}""".formatted(String.join("\", \"", foreignPrincipals));
        return """
               {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "kms:*", "Resource": "*",
                 "Principal": {"AWS": "arn:aws:iam::%s:root"}}%s]}""".formatted(RunningKeyward.ACCOUNT, foreign);
    }

    /** What the other account does with a key, by the resource that a refusal names. */
    private static Map<String, Consumer<KmsClient>> uses(Scene.Key key) {
        var text = SdkBytes.fromUtf8String("x");
        var blob =
                scene.adminKms.encrypt(r -> r.keyId(key.arn()).plaintext(text)).ciphertextBlob();
        var uses = new TreeMap<String, Consumer<KmsClient>>();
        uses.put(
                "kms:Encrypt on this resource",
                kms -> kms.encrypt(r -> r.keyId(key.arn()).plaintext(text)));
        uses.put(
                "kms:Decrypt on the resource associated with this ciphertext",
                kms -> kms.decrypt(r -> r.ciphertextBlob(blob)));
        uses.put(
                "kms:GenerateDataKey on this resource",
                kms -> kms.generateDataKey(r -> r.keyId(key.arn()).keySpec("AES_256")));
        uses.put(
                "kms:DescribeKey on this resource",
                kms -> kms.describeKey(r -> r.keyId(key.arn())));
        uses.put(
                "kms:CreateGrant on this resource",
                kms -> kms.createGrant(r -> r.keyId(key.arn())
                        .granteePrincipal("arn:aws:iam::" + other.id() + ":root")
                        .operations(GrantOperation.ENCRYPT)));
        return uses;
    }

    private static void assertAllDenied(Scene.Person person, Scene.Key key, String reason) {
        try (var kms = keyward.kms(person.credentials())) {
            uses(key)
                    .forEach((action, use) -> assertEquals(
                            "User: " + person.arn() + " is not authorized to perform: " + action
                                    + reason.formatted(action.substring(0, action.indexOf(' '))),
                            assertDenied(() -> use.accept(kms))));
        }
    }

    private static void assertAllAllowed(Scene.Person person, Scene.Key key) {
        try (var kms = keyward.kms(person.credentials())) {
            uses(key).forEach((action, use) -> assertDoesNotThrow(() -> use.accept(kms), action));
        }
    }

    @Test
    void neitherKeyPolicyNorIamPolicy() {
        assertAllDenied(other.user(), scene.key(), NO_IAM);
    }

    @Test
    void keyPolicyOnly() {
        var person = other.user();
        assertAllDenied(person, scene.key(keyPolicy(other.id())), NO_IAM);
        assertAllDenied(person, scene.key(keyPolicy(person.arn())), NO_IAM);
        assertAllDenied(person, scene.key(keyPolicy("*")), NO_IAM);
    }

    @Test
    void iamPolicyOnly() {
        var person = other.user();
        other.userPolicy(person, allow("kms:*", "*"));
        var key = scene.key();
        assertAllDenied(person, key, NO_KEY_POLICY);
        // A key that there is not is refused in the same words.
        try (var kms = keyward.kms(person.credentials())) {
            assertEquals(
                    "User: " + person.arn()
                            + " is not authorized to perform: kms:DescribeKey on this resource"
                            + NO_KEY_POLICY,
                    assertDenied(() -> kms.describeKey(r -> r.keyId(key.arn()
                            .replaceFirst("key/.*", "key/00000000-0000-4000-8000-000000000000")))));
        }
    }

    @Test
    void bothKeyPolicyAndIamPolicy() {
        var person = other.user();
        var key = scene.key(keyPolicy(other.id()));
        other.userPolicy(person, allow("kms:*", key.arn()));
        assertAllAllowed(person, key);
        var named = scene.key(keyPolicy(person.arn()));
        other.userPolicy(person, allow("kms:*", named.arn()));
        assertAllAllowed(person, named);
        assertAllDenied(person, key, NO_IAM);
    }

    @Test
    void foreignPrincipalsAreToldAsTheyWereWritten() {
        var person = other.user();
        var policy = keyPolicy(person.arn());
        var key = scene.key(policy);
        assertEquals(
                TerraformState.meaning(policy),
                TerraformState.meaning(
                        scene.adminKms.getKeyPolicy(r -> r.keyId(key.id())).policy()));
    }

    @Test
    void confusedDeputyOfAnotherAccountWithoutExternalId() {
        var deputy = other.user();
        var role = Scene.newName("customer");
        scene.adminIam.createRole(
                r -> r.roleName(role).assumeRolePolicyDocument("""
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
                  "Principal": {"AWS": "%s"},
                  "Condition": {"StringEquals": {"sts:ExternalId": "customer-1"}}}]}""".formatted(other.id())));
        other.userPolicy(deputy, allow("sts:AssumeRole", "*"));
        var refusal = "User: " + deputy.arn()
                + " is not authorized to perform: sts:AssumeRole on resource: "
                + Scene.roleArn(role);
        try (var sts = keyward.sts(deputy.credentials())) {
            assertEquals(
                    refusal,
                    assertDenied(() -> sts.assumeRole(
                            r -> r.roleArn(Scene.roleArn(role)).roleSessionName("deputy"))));
            assertEquals(
                    refusal,
                    assertDenied(() -> sts.assumeRole(r -> r.roleArn(Scene.roleArn(role))
                            .roleSessionName("deputy")
                            .externalId("customer-2"))));
            assertEquals(
                    "arn:aws:sts::" + RunningKeyward.ACCOUNT + ":assumed-role/" + role + "/deputy",
                    sts.assumeRole(r -> r.roleArn(Scene.roleArn(role))
                                    .roleSessionName("deputy")
                                    .externalId("customer-1"))
                            .assumedRoleUser()
                            .arn());
        }
    }

    @Test
    void tokenOfOneAccountUnderTheKeyOfAnother() {
        var user = scene.user();
        var role = scene.role();
        scene.userPolicy(user, allow("sts:AssumeRole", Scene.roleArn(role)));
        var own = (AwsSessionCredentials) scene.assume(user, role);
        var foreign = (AwsSessionCredentials) other.admin();
        for (var mixed : new AwsSessionCredentials[] {
            AwsSessionCredentials.create(
                    own.accessKeyId(), own.secretAccessKey(), foreign.sessionToken()),
            AwsSessionCredentials.create(
                    foreign.accessKeyId(), foreign.secretAccessKey(), own.sessionToken())
        }) {
            try (var sts = keyward.sts(mixed)) {
                assertRefused("InvalidClientTokenId", sts::getCallerIdentity);
            }
        }
    }

    @Test
    void accountsSeeNothingOfEachOther() {
        var key = scene.key();
        try (var kms = keyward.kms(other.admin());
                var iam = keyward.iam(other.admin())) {
            assertEquals(
                    0,
                    kms.listKeysPaginator().keys().stream()
                            .filter(entry -> entry.keyId().equals(key.id()))
                            .count());
            assertRefused("NotFoundException", () -> kms.describeKey(r -> r.keyId(key.id())));
            var user = scene.user();
            assertRefused("NoSuchEntity", () -> iam.getUser(r -> r.userName(user.name())));
        }
    }
}
