package dev.keyward.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What scripts of administrators do by {@code aws iam}, in their order. */
final class AwsCliIamTest {

    private static final String READ_ONLY = "arn:aws:iam::aws:policy/IAMReadOnlyAccess";
    private static final String LIST_KEYS =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                    + "\"Action\":\"kms:ListKeys\",\"Resource\":\"*\"}]}";

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

    /** What {@code aws iam} prints for the root user; the words are separated by spaces. */
    private String iam(String words, String... more) {
        return new AwsCli(keyward, folder).root(words("iam " + words, more));
    }

    private void refused(String code, String words, String... more) {
        var result = new AwsCli(keyward, folder)
                .run(
                        AwsCli.credentials(
                                RunningKeyward.ROOT.accessKeyId(),
                                RunningKeyward.ROOT.secretAccessKey()),
                        words("iam " + words, more));
        assertNotEquals(0, result.exitCode());
        assertTrue(result.output().contains("(" + code + ")"), result.output());
    }

    private static String[] words(String words, String... more) {
        var split = words.split(" ", -1);
        var all = new String[split.length + more.length];
        System.arraycopy(split, 0, all, 0, split.length);
        System.arraycopy(more, 0, all, split.length, more.length);
        return all;
    }

    @Test
    void aUserComesAndGoes() {
        iam("create-group --group-name cli-staff");
        iam("attach-group-policy --group-name cli-staff --policy-arn " + READ_ONLY);
        iam("create-user --user-name cli-joe --tags Key=team,Value=blue Key=cost,Value=1");
        iam("wait user-exists --user-name cli-joe");
        iam("add-user-to-group --group-name cli-staff --user-name cli-joe");
        iam("put-user-policy --user-name cli-joe --policy-name own --policy-document", LIST_KEYS);
        var key = iam("create-access-key --user-name cli-joe --query"
                        + " AccessKey.[AccessKeyId,SecretAccessKey]")
                .split("\\s+", -1);
        var joe = AwsCli.credentials(key[0], key[1]);
        new AwsCli(keyward, folder).run(joe, "iam", "list-users").assertSuccess();
        new AwsCli(keyward, folder).run(joe, "kms", "list-keys").assertSuccess();
        assertEquals(
                "cli-staff",
                iam("list-groups-for-user --user-name cli-joe --query Groups[].GroupName"));
        assertEquals(
                "blue",
                iam("get-user --user-name cli-joe --query", "User.Tags[?Key=='team'].Value"));

        refused("DeleteConflict", "delete-user --user-name cli-joe");
        for (var id : iam("list-access-keys --user-name cli-joe --query"
                        + " AccessKeyMetadata[].AccessKeyId")
                .split("\\s+", -1)) {
            iam("delete-access-key --user-name cli-joe --access-key-id " + id);
        }
        for (var name : iam("list-user-policies --user-name cli-joe --query PolicyNames")
                .split("\\s+", -1)) {
            iam("delete-user-policy --user-name cli-joe --policy-name " + name);
        }
        iam("remove-user-from-group --group-name cli-staff --user-name cli-joe");
        refused("NoSuchEntity", "delete-login-profile --user-name cli-joe");
        iam("delete-user --user-name cli-joe");
        refused("NoSuchEntity", "get-user --user-name cli-joe");

        refused("DeleteConflict", "delete-group --group-name cli-staff");
        iam("detach-group-policy --group-name cli-staff --policy-arn " + READ_ONLY);
        iam("delete-group --group-name cli-staff");
    }

    @Test
    void aRoleComesAndGoes() throws Exception {
        Files.writeString(folder.resolve("trust.json"), """
                {
                  "Version": "2012-10-17",
                  "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
                    "Principal": {"Service": "ec2.amazonaws.com"}}]
                }
                """);
        iam("create-role --role-name cli-batch --path /jobs/ --max-session-duration 7200"
                + " --assume-role-policy-document file://trust.json --description batch");
        iam("wait role-exists --role-name cli-batch");
        iam("attach-role-policy --role-name cli-batch --policy-arn " + READ_ONLY);
        iam("put-role-policy --role-name cli-batch --policy-name p --policy-document", LIST_KEYS);
        assertEquals(
                "/jobs/\tbatch\t7200\tec2.amazonaws.com",
                iam(
                        "get-role --role-name cli-batch --query",
                        "Role.[Path, Description,"
                                + " MaxSessionDuration,"
                                + " AssumeRolePolicyDocument.Statement[0].Principal.Service]"));
        assertEquals(
                "kms:ListKeys",
                iam("get-role-policy --role-name cli-batch --policy-name p --query"
                        + " PolicyDocument.Statement[0].Action"));
        refused("DeleteConflict", "delete-role --role-name cli-batch");
        iam("detach-role-policy --role-name cli-batch --policy-arn " + READ_ONLY);
        iam("delete-role-policy --role-name cli-batch --policy-name p");
        iam("delete-role --role-name cli-batch");
        refused("NoSuchEntity", "get-role --role-name cli-batch");
    }

    @Test
    void aPolicyIsChangedAndGoes() {
        var arn = iam(
                "create-policy --policy-name cli-policy --query Policy.Arn --policy-document",
                LIST_KEYS);
        iam("wait policy-exists --policy-arn " + arn);
        assertEquals(
                "v2",
                iam(
                        "create-policy-version --set-as-default --query PolicyVersion.VersionId"
                                + " --policy-arn " + arn + " --policy-document",
                        LIST_KEYS.replace("ListKeys", "ListAliases")));
        assertEquals(
                "v2\tkms:ListAliases",
                iam(
                        "get-policy-version --policy-arn " + arn + " --version-id v2 --query",
                        "PolicyVersion.[VersionId, Document.Statement[0].Action]"));
        refused("DeleteConflict", "delete-policy --policy-arn " + arn);
        iam("delete-policy-version --policy-arn " + arn + " --version-id v1");
        iam("delete-policy --policy-arn " + arn);
        refused("NoSuchEntity", "get-policy --policy-arn " + arn);
    }

    @Test
    void theAccountIsTakenStockOf() {
        iam("create-user --user-name cli-counted");
        iam("put-user-policy --user-name cli-counted --policy-name p --policy-document", LIST_KEYS);
        assertEquals(
                "p",
                iam(
                        "get-account-authorization-details --filter User --query",
                        "UserDetailList[?UserName=='cli-counted'].UserPolicyList[].PolicyName"));
        assertEquals(
                "kms:ListKeys",
                iam(
                        "get-account-authorization-details --query",
                        "UserDetailList[?UserName=='cli-counted'].UserPolicyList[]"
                                + ".PolicyDocument.Statement[].Action"));
        assertTrue(Integer.parseInt(iam("get-account-summary --query SummaryMap.Users")) > 0);
        iam("generate-credential-report");
        var report = new String(
                Base64.getDecoder().decode(iam("get-credential-report --query Content")),
                StandardCharsets.UTF_8);
        assertTrue(report.lines().anyMatch(line -> line.startsWith("cli-counted,")), report);
    }

    @Test
    void aRoleIsAssumedWithAllThatItTakes() {
        var user = iam("create-user --user-name cli-chained --query User.Arn");
        var key = iam("create-access-key --user-name cli-chained --query"
                        + " AccessKey.[AccessKeyId,SecretAccessKey]")
                .split("\\s+", -1);
        iam("create-role --role-name cli-target --assume-role-policy-document", """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "%s"},
                  "Action": ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"],
                  "Condition": {"StringEquals": {"sts:ExternalId": "e-42"}}}]}""".formatted(
                        user));
        iam("put-role-policy --role-name cli-target --policy-name p --policy-document", LIST_KEYS);
        var fields = new AwsCli(keyward, folder)
                .run(
                        AwsCli.credentials(key[0], key[1]),
                        words(
                                "sts assume-role --role-session-name cli --external-id e-42"
                                        + " --role-arn " + Scene.roleArn("cli-target")
                                        + " --tags Key=team,Value=blue --transitive-tag-keys team"
                                        + " --source-identity joe --duration-seconds 900 --query",
                                "[Credentials.[AccessKeyId,SecretAccessKey,SessionToken],"
                                        + " [SourceIdentity]][]"))
                .assertSuccess()
                .output()
                .strip()
                .split("\\s+", -1);
        assertEquals("joe", fields[3]);
        var session = Map.of(
                "AWS_ACCESS_KEY_ID", fields[0],
                "AWS_SECRET_ACCESS_KEY", fields[1],
                "AWS_SESSION_TOKEN", fields[2]);
        new AwsCli(keyward, folder).run(session, "kms", "list-keys").assertSuccess();
        assertNotEquals(
                0, new AwsCli(keyward, folder).run(session, "iam", "list-users").exitCode());
    }

    @Test
    void aDeviceGivesCodesForSessions() throws Exception {
        iam("create-user --user-name cli-careful");
        var key = iam("create-access-key --user-name cli-careful --query"
                        + " AccessKey.[AccessKeyId,SecretAccessKey]")
                .split("\\s+", -1);
        iam("put-user-policy --user-name cli-careful --policy-name p --policy-document", """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "kms:ListKeys",
                  "Resource": "*", "Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}}}]}""");
        var serial = iam("create-virtual-mfa-device --virtual-mfa-device-name cli-phone"
                + " --bootstrap-method Base32StringSeed --outfile seed.txt --query"
                + " VirtualMFADevice.SerialNumber");
        var app = new AuthenticatorApp(
                serial, Files.readString(folder.resolve("seed.txt")).strip());
        iam("enable-mfa-device --user-name cli-careful --serial-number " + serial
                + " --authentication-code1 " + app.nextCode() + " --authentication-code2 "
                + app.nextCode());
        var user = AwsCli.credentials(key[0], key[1]);
        var cli = new AwsCli(keyward, folder);
        assertNotEquals(0, cli.run(user, "kms", "list-keys").exitCode());
        var fields = cli.run(
                        user,
                        words(
                                "sts get-session-token --serial-number " + serial + " --token-code "
                                        + app.nextCode() + " --query",
                                "Credentials.[AccessKeyId,SecretAccessKey,SessionToken]"))
                .assertSuccess()
                .output()
                .strip()
                .split("\\s+", -1);
        cli.run(
                        Map.of(
                                "AWS_ACCESS_KEY_ID", fields[0],
                                "AWS_SECRET_ACCESS_KEY", fields[1],
                                "AWS_SESSION_TOKEN", fields[2]),
                        "kms",
                        "list-keys")
                .assertSuccess();
    }
}
