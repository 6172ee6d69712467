package dev.keyward.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The AWS CLI as Debian ships it, or whichever is on the path, with nothing changed but the endpoint. */
final class AwsCliTest {

    private static RunningKeyward keyward;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        keyward = RunningKeyward.start();
    }

    @AfterAll
    static void stop() {
        keyward.close();
    }

    private Program.Result aws(Map<String, String> credentials, String... words) {
        return new AwsCli(keyward, folder).run(credentials, words);
    }

    private String root(String... words) {
        return new AwsCli(keyward, folder).root(words);
    }

    private static Map<String, String> session(String[] fields) {
        return Map.of(
                "AWS_ACCESS_KEY_ID", fields[0],
                "AWS_SECRET_ACCESS_KEY", fields[1],
                "AWS_SESSION_TOKEN", fields[2]);
    }

    private Map<String, String> newUser(String name) {
        root("iam", "create-user", "--user-name", name);
        var key = root(
                        "iam",
                        "create-access-key",
                        "--user-name",
                        name,
                        "--query",
                        "AccessKey.[AccessKeyId,SecretAccessKey]")
                .split("\\s+", -1);
        return AwsCli.credentials(key[0], key[1]);
    }

    @Test
    void encryptsAndDecryptsAFile() throws Exception {
        var key = root(
                "kms",
                "create-key",
                "--description",
                "from the CLI",
                "--query",
                "KeyMetadata.KeyId");
        root("kms", "create-alias", "--alias-name", "alias/cli", "--target-key-id", key);
        Files.writeString(folder.resolve("plain"), "hello from the shell");
        Files.writeString(
                folder.resolve("sealed"),
                root(
                        "kms",
                        "encrypt",
                        "--key-id",
                        "alias/cli",
                        "--plaintext",
                        "fileb://plain",
                        "--encryption-context",
                        "Department=Finance,Purpose=Test",
                        "--query",
                        "CiphertextBlob"));
        Files.write(
                folder.resolve("sealed.bin"),
                Base64.getDecoder().decode(Files.readString(folder.resolve("sealed"))));
        var opened = root(
                "kms",
                "decrypt",
                "--ciphertext-blob",
                "fileb://sealed.bin",
                "--encryption-context",
                "Department=Finance,Purpose=Test",
                "--query",
                "Plaintext");
        assertEquals(
                "hello from the shell",
                new String(Base64.getDecoder().decode(opened), StandardCharsets.UTF_8));
    }

    @Test
    void replicatesAKeyAndMakesTheReplicaThePrimary() {
        var key = root("kms", "create-key", "--multi-region", "--query", "KeyMetadata.KeyId");
        assertEquals(
                "arn:aws:kms:us-east-1:123456789012:key/" + key + "\tREPLICA",
                root(
                        "kms",
                        "replicate-key",
                        "--key-id",
                        key,
                        "--replica-region",
                        "us-east-1",
                        "--query",
                        "ReplicaKeyMetadata.[Arn, MultiRegionConfiguration.MultiRegionKeyType]"));
        root("kms", "update-primary-region", "--key-id", key, "--primary-region", "us-east-1");
        assertEquals(
                "us-east-1\teu-central-1",
                root(
                        "--region",
                        "us-east-1",
                        "kms",
                        "describe-key",
                        "--key-id",
                        key,
                        "--query",
                        "KeyMetadata.MultiRegionConfiguration.[PrimaryKey.Region,"
                                + " ReplicaKeys[0].Region]"));
    }

    @Test
    void keepsAKeyFromAUserUntilBothPoliciesLetIt() {
        var user = newUser("cli-user");
        var arn = root("kms", "create-key", "--query", "KeyMetadata.Arn");
        var refused =
                aws(user, "kms", "generate-data-key", "--key-id", arn, "--key-spec", "AES_256");
        assertNotEquals(0, refused.exitCode());
        assertTrue(
                refused.output()
                        .contains(
                                "An error occurred (AccessDeniedException) when calling the GenerateDataKey"
                                        + " operation: User: arn:aws:iam::123456789012:user/cli-user is not authorized to perform:"
                                        + " kms:GenerateDataKey on resource: " + arn
                                        + " because no identity-based policy allows the kms:GenerateDataKey action"),
                refused.output());
        root(
                "iam",
                "put-user-policy",
                "--user-name",
                "cli-user",
                "--policy-name",
                "use",
                "--policy-document",
                Scene.allow("kms:GenerateDataKey", arn));
        aws(user, "kms", "generate-data-key", "--key-id", arn, "--key-spec", "AES_256")
                .assertSuccess();
    }

    @Test
    void grantsAndRetires() {
        var grantee = newUser("cli-grantee");
        var arn = root("kms", "create-key", "--query", "KeyMetadata.Arn");
        var fields = root(
                        "kms",
                        "create-grant",
                        "--key-id",
                        arn,
                        "--grantee-principal",
                        "arn:aws:iam::123456789012:user/cli-grantee",
                        "--retiring-principal",
                        "arn:aws:iam::123456789012:user/cli-grantee",
                        "--operations",
                        "GenerateDataKey",
                        "--constraints",
                        "EncryptionContextSubset={Department=IT}",
                        "--query",
                        "[GrantId,GrantToken]")
                .split("\\s+", -1);
        var dataKey = List.of("kms", "generate-data-key", "--key-id", arn, "--key-spec", "AES_256");
        var inContext = new ArrayList<>(dataKey);
        inContext.addAll(
                List.of("--encryption-context", "Department=IT", "--grant-tokens", fields[1]));
        aws(grantee, inContext.toArray(String[]::new)).assertSuccess();
        assertNotEquals(0, aws(grantee, dataKey.toArray(String[]::new)).exitCode());
        assertEquals(
                fields[0],
                root("kms", "list-grants", "--key-id", arn, "--query", "Grants[].GrantId"));
        assertEquals(
                fields[0],
                root(
                        "kms",
                        "list-retirable-grants",
                        "--retiring-principal",
                        "arn:aws:iam::123456789012:user/cli-grantee",
                        "--query",
                        "Grants[].GrantId"));
        aws(grantee, "kms", "retire-grant", "--grant-token", fields[1]).assertSuccess();
        var refused = aws(grantee, inContext.toArray(String[]::new));
        assertTrue(refused.output().contains("InvalidGrantTokenException"), refused.output());
        assertEquals(
                "", root("kms", "list-grants", "--key-id", arn, "--query", "Grants[].GrantId"));
    }

    @Test
    void assumesARole() {
        var user = newUser("cli-assumer");
        root("iam", "create-role", "--role-name", "cli-role", "--assume-role-policy-document", """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",
                "Principal":{"AWS":"arn:aws:iam::123456789012:user/cli-assumer"}}]}""");
        root(
                "iam",
                "put-role-policy",
                "--role-name",
                "cli-role",
                "--policy-name",
                "list",
                "--policy-document",
                Scene.allow("kms:ListKeys", "*"));
        var fields = aws(
                        user,
                        "sts",
                        "assume-role",
                        "--role-arn",
                        "arn:aws:iam::123456789012:role/cli-role",
                        "--role-session-name",
                        "shell",
                        "--query",
                        "Credentials.[AccessKeyId,SecretAccessKey,SessionToken]")
                .assertSuccess()
                .output()
                .strip()
                .split("\\s+", -1);
        aws(session(fields), "kms", "list-keys").assertSuccess();
        assertEquals(
                "arn:aws:sts::123456789012:assumed-role/cli-role/shell",
                aws(session(fields), "sts", "get-caller-identity", "--query", "Arn")
                        .assertSuccess()
                        .output()
                        .strip());
        assertNotEquals(0, aws(session(fields), "kms", "create-key").exitCode());
    }

    @Test
    void listsEverythingPageByPage() {
        for (var number = 0; number < 5; number++) {
            root("iam", "create-group", "--group-name", "cli-page-" + number);
        }
        var all = root(
                "iam",
                "list-groups",
                "--page-size",
                "2",
                "--query",
                "Groups[?starts_with(GroupName, 'cli-page-')].GroupName");
        assertEquals(5, all.split("\\s+", -1).length, all);
    }

    @Test
    void seesValidationErrorsAsAwsWordsThem() {
        var refused = aws(
                AwsCli.credentials(
                        RunningKeyward.ROOT.accessKeyId(), RunningKeyward.ROOT.secretAccessKey()),
                "kms",
                "generate-random",
                "--number-of-bytes",
                "1025");
        assertTrue(
                refused.output()
                        .contains(
                                "(ValidationException) when calling the GenerateRandom operation: 1 validation"
                                        + " error detected: Value '1025' at 'numberOfBytes' failed to satisfy constraint: Member must"
                                        + " have value less than or equal to 1024"),
                refused.output());
    }

    @Test
    void simulatesThePoliciesOfAUserAndThoseOfTheRequest() {
        newUser("simulated");
        root(
                "iam",
                "put-user-policy",
                "--user-name",
                "simulated",
                "--policy-name",
                "own",
                "--policy-document",
                "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\","
                        + "\"Action\":\"kms:ListKeys\",\"Resource\":\"*\"}}");
        assertEquals(
                "kms:ListKeys\tallowed\tuser_simulated_own\nkms:CreateKey\timplicitDeny\tNone",
                root(
                        "iam",
                        "simulate-principal-policy",
                        "--policy-source-arn",
                        "arn:aws:iam::" + RunningKeyward.ACCOUNT + ":user/simulated",
                        "--action-names",
                        "kms:ListKeys",
                        "kms:CreateKey",
                        "--query",
                        "EvaluationResults[].[EvalActionName, EvalDecision,"
                                + " MatchedStatements[0].SourcePolicyId]"));
        var policy = "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\","
                + "\"Action\":\"dynamodb:*\",\"Resource\":\"*\",\"Condition\":{"
                + "\"DateGreaterThan\":{\"aws:CurrentTime\":\"2018-08-16T12:00:00Z\"}}}}";
        assertEquals(
                "allowed\tPolicyInputList.1\t38\t167",
                root(
                        "iam",
                        "simulate-custom-policy",
                        "--policy-input-list",
                        policy,
                        "--action-names",
                        "dynamodb:CreateBackup",
                        "--context-entries",
                        "ContextKeyName=aws:CurrentTime,ContextKeyType=date,"
                                + "ContextKeyValues=2019-04-25T11:00:00Z",
                        "--query",
                        "EvaluationResults[].[EvalDecision, MatchedStatements[0].SourcePolicyId,"
                                + " MatchedStatements[0].StartPosition.Column,"
                                + " MatchedStatements[0].EndPosition.Column]"));
        assertEquals(
                "aws:CurrentTime",
                root(
                        "iam",
                        "get-context-keys-for-custom-policy",
                        "--policy-input-list",
                        policy,
                        "--query",
                        "ContextKeyNames"));
    }
}
