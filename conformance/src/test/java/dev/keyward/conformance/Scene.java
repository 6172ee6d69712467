package dev.keyward.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.function.Executable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;

/** What the administrator of an account does in a scenario, in few words, and what is then asserted. */
final class Scene {

    private static final AtomicInteger NAMES = new AtomicInteger();

    final RunningKeyward keyward;
    final KmsClient adminKms;
    final IamClient adminIam;

    Scene(RunningKeyward keyward) {
        this.keyward = keyward;
        this.adminKms = keyward.kms(RunningKeyward.ROOT);
        this.adminIam = keyward.iam(RunningKeyward.ROOT);
    }

    /** A user with an access key and no permissions. */
    record Person(String name, String arn, AwsCredentials credentials) {}

    record Key(String id, String arn) {}

    Person user() {
        var name = newName("user");
        var user = adminIam.createUser(r -> r.userName(name)).user();
        var key = adminIam.createAccessKey(r -> r.userName(name)).accessKey();
        return new Person(
                name,
                user.arn(),
                AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey()));
    }

    String group() {
        var name = newName("group");
        adminIam.createGroup(r -> r.groupName(name));
        return name;
    }

    /** A role that everyone of the account who is allowed to may assume; answers with its name. */
    String role() {
        var name = newName("role");
        adminIam.createRole(r ->
                r.roleName(name).assumeRolePolicyDocument("""
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
                  "Principal": {"AWS": "arn:aws:iam::%s:root"}}]}""".formatted(RunningKeyward.ACCOUNT)));
        return name;
    }

    static String roleArn(String name) {
        return "arn:aws:iam::" + RunningKeyward.ACCOUNT + ":role/" + name;
    }

    AwsCredentials assume(Person person, String role) {
        try (var sts = keyward.sts(person.credentials())) {
            var session = sts.assumeRole(r -> r.roleArn(roleArn(role)).roleSessionName("work"))
                    .credentials();
            return AwsSessionCredentials.create(
                    session.accessKeyId(), session.secretAccessKey(), session.sessionToken());
        }
    }

    void userPolicy(Person person, String document) {
        adminIam.putUserPolicy(
                r -> r.userName(person.name()).policyName("inline").policyDocument(document));
    }

    Key key() {
        var made = adminKms.createKey().keyMetadata();
        return new Key(made.keyId(), made.arn());
    }

    Key key(String policy) {
        var made = adminKms.createKey(r -> r.policy(policy).bypassPolicyLockoutSafetyCheck(true))
                .keyMetadata();
        return new Key(made.keyId(), made.arn());
    }

    static String allow(String action, String resource) {
        return statement("Allow", action, resource);
    }

    static String deny(String action, String resource) {
        return statement("Deny", action, resource);
    }

    private static String statement(String effect, String action, String resource) {
        return """
                {"Version": "2012-10-17", "Statement": [{"Effect": "%s", "Action": "%s", "Resource": "%s"}]}""".formatted(effect, action, resource);
    }

    byte[] encrypt(AwsCredentials who, Key key) {
        try (var kms = keyward.kms(who)) {
            return kms.encrypt(r ->
                            r.keyId(key.arn()).plaintext(SdkBytes.fromUtf8String("attack at dawn")))
                    .ciphertextBlob()
                    .asByteArray();
        }
    }

    void assertCanEncrypt(AwsCredentials who, Key key) {
        assertTrue(encrypt(who, key).length > 0);
    }

    void assertCannotEncrypt(AwsCredentials who, Key key, String because) {
        var refusal = assertDenied(() -> encrypt(who, key));
        assertTrue(refusal.endsWith(because), refusal);
    }

    /** Asserts that {@code call} is refused for want of permission, and answers with AWS's text. */
    static String assertDenied(Executable call) {
        var refusal = assertThrows(AwsServiceException.class, call);
        var code = refusal.awsErrorDetails().errorCode();
        assertTrue(code.equals("AccessDeniedException") || code.equals("AccessDenied"), code);
        return refusal.awsErrorDetails().errorMessage();
    }

    static void assertRefused(String code, Executable call) {
        var refusal = assertThrows(AwsServiceException.class, call);
        assertEquals(code, refusal.awsErrorDetails().errorCode(), refusal.getMessage());
    }

    static String newName(String kind) {
        return kind + "-" + NAMES.incrementAndGet();
    }
}
