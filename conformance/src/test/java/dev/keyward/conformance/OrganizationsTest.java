package dev.keyward.conformance;

import static dev.keyward.conformance.Scene.assertDenied;
import static dev.keyward.conformance.Scene.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.AwsOrganizationsNotInUseException;
import software.amazon.awssdk.services.organizations.model.ConstraintViolationException;
import software.amazon.awssdk.services.organizations.model.CreateAccountState;
import software.amazon.awssdk.services.organizations.model.PolicyType;

/**
 * A second account as people come to one in AWS: an organization, an account in it, and its
 * OrganizationAccountAccessRole; then what the organization's policies forbid there, at once and in AWS's
 * words. Through the AWS SDK for Java and the AWS CLI against a server in its own process.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OrganizationsTest {

    private static final String DENY = """
            {"Version": "2012-10-17", "Statement": {"Effect": "Deny", "Action": "kms:DescribeKey",
              "Resource": "*"}}""";

    private RunningKeyward keyward;
    private OrganizationsClient management;
    private Scene scene;
    private Scene.Person administrator;
    private String organizationId = "";
    private String rootId = "";

    @TempDir
    private Path folder;

    @BeforeAll
    void createAnOrganization() {
        keyward = RunningKeyward.start();
        management = keyward.organizations(RunningKeyward.ROOT);
        scene = new Scene(keyward);
        administrator = scene.user();
        scene.userPolicy(administrator, Scene.allow("*", "*"));
        var refused = assertThrows(
                AwsOrganizationsNotInUseException.class, () -> management.describeOrganization());
        assertEquals(
                "Your account is not a member of an organization.",
                refused.awsErrorDetails().errorMessage());
        organizationId = management.createOrganization().organization().id();
        rootId = management.listRoots().roots().getFirst().id();
        for (var type : new PolicyType[] {
            PolicyType.SERVICE_CONTROL_POLICY, PolicyType.RESOURCE_CONTROL_POLICY
        }) {
            management.enablePolicyType(r -> r.rootId(rootId).policyType(type));
        }
    }

    @AfterAll
    void stop() {
        management.close();
        keyward.close();
    }

    private String account(String name) {
        var begun = management
                .createAccount(r -> r.accountName(name).email(name + "@example.com"))
                .createAccountStatus();
        assertEquals(CreateAccountState.IN_PROGRESS, begun.state());
        var ended = management
                .describeCreateAccountStatus(r -> r.createAccountRequestId(begun.id()))
                .createAccountStatus();
        assertEquals(CreateAccountState.SUCCEEDED, ended.state());
        return ended.accountId();
    }

    /** A session in another account, by the role that it came with. */
    private AwsCredentials enter(String account) {
        try (var sts = keyward.sts(administrator.credentials())) {
            var session = sts.assumeRole(r -> r.roleArn(roleIn(account)).roleSessionName("visit"))
                    .credentials();
            return AwsSessionCredentials.create(
                    session.accessKeyId(), session.secretAccessKey(), session.sessionToken());
        }
    }

    private static String roleIn(String account) {
        return "arn:aws:iam::" + account + ":role/OrganizationAccountAccessRole";
    }

    private static String sessionIn(String account) {
        return "arn:aws:sts::" + account + ":assumed-role/OrganizationAccountAccessRole/visit";
    }

    private static String key(KmsClient kms) {
        return kms.createKey().keyMetadata().arn();
    }

    private String attach(PolicyType type, String content, String target) {
        var id = management
                .createPolicy(r -> r.type(type)
                        .name(Scene.newName("policy"))
                        .description("")
                        .content(content))
                .policy()
                .policySummary()
                .id();
        management.attachPolicy(r -> r.policyId(id).targetId(target));
        return id;
    }

    private String arn(PolicyType type, String id) {
        return "arn:aws:organizations::" + RunningKeyward.ACCOUNT + ":policy/" + organizationId
                + "/" + type.toString().toLowerCase(Locale.ROOT) + "/" + id;
    }

    @Test
    void reachesASecondAccountAndDeniesThereByAServiceControlPolicyAtOnce() {
        var account = account("payments");
        var session = enter(account);
        try (var kms = keyward.kms(session);
                var sts = keyward.sts(session)) {
            assertEquals(account, sts.getCallerIdentity().account());
            var key = key(kms);
            assertTrue(key.startsWith("arn:aws:kms:eu-central-1:" + account + ":key/"), key);
            kms.describeKey(r -> r.keyId(key));

            var id = attach(PolicyType.SERVICE_CONTROL_POLICY, DENY, account);
            assertEquals(
                    "User: " + sessionIn(account) + " is not authorized to perform: kms:DescribeKey"
                            + " on resource: " + key + " with an explicit deny in a service control"
                            + " policy: " + arn(PolicyType.SERVICE_CONTROL_POLICY, id),
                    assertDenied(() -> kms.describeKey(r -> r.keyId(key))));
            management.detachPolicy(r -> r.policyId(id).targetId(account));
            kms.describeKey(r -> r.keyId(key));
        }
    }

    @Test
    void deniesByAResourceControlPolicyAtOnceWhoeverAsks() {
        var account = account("vault");
        try (var kms = keyward.kms(enter(account));
                var outside = keyward.kms(administrator.credentials())) {
            var key = key(kms);
            kms.putKeyPolicy(
                    r -> r.keyId(key).policy("""
                    {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal":
                      {"AWS": ["arn:aws:iam::%s:root", "arn:aws:iam::%s:root"]}, "Action": "kms:*",
                      "Resource": "*"}}""".formatted(account, RunningKeyward.ACCOUNT)));
            outside.describeKey(r -> r.keyId(key));

            var id = attach(
                    PolicyType.RESOURCE_CONTROL_POLICY,
                    DENY.replace("\"Action\"", "\"Principal\": \"*\", \"Action\""),
                    account);
            assertEquals(
                    "User: " + sessionIn(account) + " is not authorized to perform: kms:DescribeKey"
                            + " on resource: " + key
                            + " with an explicit deny in a resource control"
                            + " policy: " + arn(PolicyType.RESOURCE_CONTROL_POLICY, id),
                    assertDenied(() -> kms.describeKey(r -> r.keyId(key))));
            assertEquals(
                    "User: " + administrator.arn() + " is not authorized to perform:"
                            + " kms:DescribeKey on this resource because the resource does not exist"
                            + " in this Region, no resource-based policies allow access, or a"
                            + " resource-based policy explicitly denies access",
                    assertDenied(() -> outside.describeKey(r -> r.keyId(key))));
            management.detachPolicy(r -> r.policyId(id).targetId(account));
            outside.describeKey(r -> r.keyId(key));
        }
    }

    @Test
    void tellsMembersWhatTheyMayNotAskFor() {
        var account = account("curious");
        try (var organizations = keyward.organizations(enter(account))) {
            assertEquals(
                    organizationId,
                    organizations.describeOrganization().organization().id());
            assertEquals(
                    "You don't have permissions to access this resource.",
                    assertDenied(() -> organizations.listAccounts()));
        }
    }

    @Test
    void endsTheSessionsOfAnAccountThatIsClosed() {
        var account = account("closing");
        try (var kms = keyward.kms(enter(account))) {
            kms.listKeys();
            management.closeAccount(r -> r.accountId(account));
            var refused = assertThrows(KmsException.class, () -> kms.listKeys());
            assertEquals(
                    "The security token included in the request is invalid.",
                    refused.awsErrorDetails().errorMessage());
        }
    }

    @Test
    void tellsTheReasonOfAConstraint() {
        var refused = assertThrows(
                ConstraintViolationException.class,
                () -> management.detachPolicy(r -> r.policyId("p-FullAWSAccess").targetId(rootId)));
        assertEquals("MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED", refused.reasonAsString());
        assertRefused(
                "DuplicatePolicyAttachmentException",
                () -> management.attachPolicy(r -> r.policyId("p-FullAWSAccess").targetId(rootId)));
    }

    @Test
    void listsByPages() {
        for (var name : new String[] {"first", "second", "third"}) {
            management.createOrganizationalUnit(r -> r.parentId(rootId).name(name));
        }
        var names = management
                .listOrganizationalUnitsForParentPaginator(
                        r -> r.parentId(rootId).maxResults(1))
                .stream()
                .flatMap(page -> page.organizationalUnits().stream())
                .map(unit -> unit.name())
                .toList();
        assertTrue(names.containsAll(List.of("first", "second", "third")), names.toString());
    }

    @Test
    void servesTheAwsCli() {
        var aws = new AwsCli(keyward, folder);
        assertEquals(
                organizationId + "\tALL",
                aws.root(
                        "organizations",
                        "describe-organization",
                        "--query",
                        "Organization.[Id,FeatureSet]"));
        var unit = aws.root(
                "organizations",
                "create-organizational-unit",
                "--parent-id",
                rootId,
                "--name",
                "from the CLI",
                "--tags",
                "Key=team,Value=red",
                "--query",
                "OrganizationalUnit.Id");
        var request = aws.root(
                "organizations",
                "create-account",
                "--account-name",
                "shell",
                "--email",
                "shell@example.com",
                "--query",
                "CreateAccountStatus.Id");
        var account = aws.root(
                "organizations",
                "describe-create-account-status",
                "--create-account-request-id",
                request,
                "--query",
                "CreateAccountStatus.AccountId");
        aws.root(
                "organizations",
                "move-account",
                "--account-id",
                account,
                "--source-parent-id",
                rootId,
                "--destination-parent-id",
                unit);
        assertEquals(
                account,
                aws.root(
                        "organizations",
                        "list-accounts-for-parent",
                        "--parent-id",
                        unit,
                        "--query",
                        "Accounts[].Id"));
        assertEquals(
                "team\tred",
                aws.root(
                        "organizations",
                        "list-tags-for-resource",
                        "--resource-id",
                        unit,
                        "--query",
                        "Tags[].[Key,Value]"));
    }
}
