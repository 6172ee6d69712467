package dev.keyward.conformance;

import static dev.keyward.conformance.Scene.assertDenied;
import static dev.keyward.conformance.Scene.assertRefused;
import static dev.keyward.conformance.Scene.roleArn;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.crypto.saml.TestingIdentityProvider;
import dev.keyward.crypto.saml.TestingSamlResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithSamlResponse;
import software.amazon.awssdk.services.sts.model.Credentials;

/** Users of a SAML identity provider with a real key, through the AWS SDK for Java and the AWS CLI. */
final class SamlFederationTest {

    private static final TestingIdentityProvider IDP =
            TestingIdentityProvider.named("https://idp.example.com/saml");

    private static final byte[] SECRET = "attack at dawn".getBytes(StandardCharsets.UTF_8);

    private static RunningKeyward keyward;
    private static Scene scene;
    private static String provider;

    @TempDir
    private Path folder;

    @BeforeAll
    static void startTheServerAndMakeTheProvider() {
        keyward = RunningKeyward.start();
        scene = new Scene(keyward);
        provider = scene.adminIam
                .createSAMLProvider(r -> r.name("Okta").samlMetadataDocument(IDP.metadata()))
                .samlProviderArn();
    }

    @AfterAll
    static void stopTheServer() {
        keyward.close();
    }

    /** A role that trusts the provider, for whoever fulfils {@code condition}. */
    private static String role(String condition, String policy) {
        var name = Scene.newName("role");
        scene.adminIam.createRole(
                r -> r.roleName(name).assumeRolePolicyDocument("""
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
                  "Principal": {"Federated": "%s"}, "Condition": %s,
                  "Action": ["sts:AssumeRoleWithSAML", "sts:TagSession", "sts:SetSourceIdentity"]}]}
                """.formatted(provider, condition)));
        scene.adminIam.putRolePolicy(
                r -> r.roleName(name).policyName("use").policyDocument(policy));
        return name;
    }

    private static TestingSamlResponse response(String role) {
        return IDP.response(Instant.now())
                .aws("Role", roleArn(role) + "," + provider)
                .aws("RoleSessionName", "alice");
    }

    private static AssumeRoleWithSamlResponse assume(String role, String response) {
        try (var sts = keyward.unsignedSts()) {
            return sts.assumeRoleWithSAML(r -> r.roleArn(roleArn(role))
                    .principalArn(provider)
                    .samlAssertion(TestingSamlResponse.base64(response)));
        }
    }

    private static AwsCredentials session(Credentials made) {
        return AwsSessionCredentials.create(
                made.accessKeyId(), made.secretAccessKey(), made.sessionToken());
    }

    private static byte[] decrypt(AwsCredentials who, SdkBytes ciphertext) {
        try (var kms = keyward.kms(who)) {
            return kms.decrypt(r -> r.ciphertextBlob(ciphertext)).plaintext().asByteArray();
        }
    }

    private static SdkBytes ciphertext() {
        var key = scene.key();
        return scene.adminKms
                .encrypt(r -> r.keyId(key.arn()).plaintext(SdkBytes.fromByteArray(SECRET)))
                .ciphertextBlob();
    }

    @Test
    void decryptsAsTheTagsOfTheAssertionAllow() {
        var role = role("{}", """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "kms:Decrypt",
                  "Resource": "*", "Condition": {"StringEquals": {"aws:PrincipalTag/team": "payments"}}}]}
                """);
        var ciphertext = ciphertext();
        var made =
                assume(role, response(role).aws("PrincipalTag:team", "payments").signed());
        assertArrayEquals(SECRET, decrypt(session(made.credentials()), ciphertext));
        assertEquals("alice", made.subject());
        assertEquals("persistent", made.subjectType());
        assertEquals(IDP.entityId(), made.issuer());
        assertEquals(TestingSamlResponse.AWS, made.audience());
        assertEquals(
                "arn:aws:sts::" + RunningKeyward.ACCOUNT + ":assumed-role/" + role + "/alice",
                made.assumedRoleUser().arn());

        var other =
                assume(role, response(role).aws("PrincipalTag:team", "sales").signed("Response"));
        assertTrue(assertDenied(() -> decrypt(session(other.credentials()), ciphertext))
                .endsWith("because no identity-based policy allows the kms:Decrypt action"));
    }

    @Test
    void asksTheTrustPolicyWhoTheUserIs() {
        var role = role("""
                {"StringEquals": {"saml:aud": "https://signin.aws.amazon.com/saml", "saml:sub": "alice"},
                 "ForAnyValue:StringEquals": {"saml:edupersonaffiliation": "staff"}}""", Scene.allow("kms:Decrypt", "*"));
        var affiliation = "urn:oid:1.3.6.1.4.1.5923.1.1.1.1";
        assume(role, response(role).attribute(affiliation, "member", "staff").signed());
        assertEquals(
                "Not authorized to perform sts:AssumeRoleWithSAML",
                assertDenied(() -> assume(
                        role, response(role).attribute(affiliation, "student").signed())));
    }

    @Test
    void staysWhoItIsThroughAChain() {
        var first = role("{}", Scene.allow("sts:*", "*"));
        var second = Scene.newName("role");
        scene.adminIam.createRole(r -> r.roleName(second)
                .assumeRolePolicyDocument("""
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
                  "Principal": {"AWS": "%s"},
                  "Action": ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"],
                  "Condition": {"StringEquals": {"aws:RequestTag/team": "payments",
                    "sts:SourceIdentity": "alice", "aws:FederatedProvider": "%s"}}}]}
                """.formatted(roleArn(first), provider)));
        scene.adminIam.putRolePolicy(r -> r.roleName(second).policyName("use").policyDocument("""
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "kms:Decrypt",
                  "Resource": "*", "Condition": {"StringEquals": {"aws:PrincipalTag/team": "payments",
                    "aws:SourceIdentity": "alice"}}}]}"""));
        var made = assume(
                first,
                response(first)
                        .aws("PrincipalTag:team", "payments")
                        .aws("TransitiveTagKeys", "team")
                        .aws("SourceIdentity", "alice")
                        .signed());
        assertEquals("alice", made.sourceIdentity());
        try (var sts = keyward.sts(session(made.credentials()))) {
            var chained = sts.assumeRole(r -> r.roleArn(roleArn(second)).roleSessionName("chained"))
                    .credentials();
            assertArrayEquals(SECRET, decrypt(session(chained), ciphertext()));
        }
    }

    @Test
    void refusesForgedAndReplayedAssertions() {
        var role = role("{}", Scene.allow("kms:Decrypt", "*"));
        var good = response(role).signed();
        assertRefused(
                "InvalidIdentityToken", () -> assume(role, good.replace("alice<", "mallory<")));
        assertRefused("InvalidIdentityToken", () -> assume(role, response(role).unsigned()));
        assertRefused(
                "ExpiredTokenException",
                () -> assume(
                        role,
                        IDP.response(Instant.now().minusSeconds(400))
                                .aws("Role", roleArn(role) + "," + provider)
                                .aws("RoleSessionName", "alice")
                                .signed()));
        assume(role, good);
        assertRefused("InvalidIdentityToken", () -> assume(role, good));
    }

    @Test
    void signsInThroughTheAwsCli() throws Exception {
        var cli = new AwsCli(keyward, folder);
        Files.writeString(folder.resolve("idp.xml"), IDP.metadata());
        var made = cli.root(
                "iam",
                "create-saml-provider",
                "--name",
                "Cli",
                "--saml-metadata-document",
                "file://idp.xml",
                "--query",
                "SAMLProviderArn");
        assertEquals("arn:aws:iam::" + RunningKeyward.ACCOUNT + ":saml-provider/Cli", made);
        assertEquals(
                made,
                cli.root(
                        "iam",
                        "list-saml-providers",
                        "--query",
                        "SAMLProviderList[?ends_with(Arn, '/Cli')].Arn"));
        cli.root("iam", "delete-saml-provider", "--saml-provider-arn", made);

        var role = role("{}", Scene.allow("kms:ListKeys", "*"));
        Files.writeString(
                folder.resolve("assertion"),
                TestingSamlResponse.base64(response(role).signed()));
        var fields = cli.run(
                        Map.of(),
                        "sts",
                        "assume-role-with-saml",
                        "--role-arn",
                        roleArn(role),
                        "--principal-arn",
                        provider,
                        "--saml-assertion",
                        "file://assertion",
                        "--query",
                        "Credentials.[AccessKeyId,SecretAccessKey,SessionToken]")
                .assertSuccess()
                .output()
                .strip()
                .split("\\s+", -1);
        var session = Map.of(
                "AWS_ACCESS_KEY_ID", fields[0],
                "AWS_SECRET_ACCESS_KEY", fields[1],
                "AWS_SESSION_TOKEN", fields[2]);
        cli.run(session, "kms", "list-keys").assertSuccess();
        assertEquals(
                "arn:aws:sts::" + RunningKeyward.ACCOUNT + ":assumed-role/" + role + "/alice",
                cli.run(session, "sts", "get-caller-identity", "--query", "Arn")
                        .assertSuccess()
                        .output()
                        .strip());
    }
}
