package dev.keyward.server.iam;

import static dev.keyward.server.iam.TestingIam.arn;
import static dev.keyward.server.iam.TestingIam.list;
import static dev.keyward.server.iam.TestingIam.tag;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.server.TestingKeyward;
import dev.keyward.server.authorize.Caller;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.IamOperationsTable.Row;
import dev.keyward.server.service.Operation;
import dev.keyward.server.service.OperationsTable;
import dev.keyward.server.service.Served;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.Document;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds what every operation asks for to its row of the table, with requests that bring everything. */
final class IamTargetsTest {

    private static final OperationsTable<Row> TABLE = IamOperationsTable.load();

    /** Nothing here changes anything, so one server serves all. */
    private static final TestingIam IAM = new TestingIam();

    private static final Caller NOBODY = IAM.keyward().user("nobody");

    /** An access key of the user that there is. */
    private static String keyId = "";

    @BeforeAll
    static void makeOneOfEachKindWithTagsAndBoundary() {
        var policy = IAM.call(
                        "CreatePolicy",
                        "PolicyName",
                        "one",
                        "PolicyDocument",
                        TestingIam.DOCUMENT,
                        "Tags",
                        list(tag("team", "blue")))
                .struct("Policy")
                .orElseThrow()
                .requiredText("Arn");
        IAM.call(
                "CreateUser",
                "UserName",
                "one",
                "PermissionsBoundary",
                policy,
                "Tags",
                list(tag("team", "blue")));
        keyId = IAM.call("CreateAccessKey", "UserName", "one")
                .struct("AccessKey")
                .orElseThrow()
                .requiredText("AccessKeyId");
        IAM.call("CreateGroup", "GroupName", "one");
        IAM.call(
                "CreateInstanceProfile",
                "InstanceProfileName",
                "one",
                "Tags",
                list(tag("team", "blue")));
        IAM.call(
                "CreateVirtualMFADevice",
                "VirtualMFADeviceName",
                "one",
                "Tags",
                list(tag("team", "blue")));
        IAM.call(
                "CreateRole",
                "RoleName",
                "one",
                "AssumeRolePolicyDocument",
                TestingIam.TRUST,
                "PermissionsBoundary",
                policy,
                "Tags",
                list(tag("team", "blue")));
        IAM.createSamlProvider("one");
        IAM.call(
                "CreateOpenIDConnectProvider",
                "Url",
                "https://one",
                "Tags",
                list(tag("team", "blue")));
        IAM.call(
                "TagSAMLProvider",
                "SAMLProviderArn",
                arn("saml-provider/one"),
                "Tags",
                list(tag("team", "blue")));
    }

    @AfterAll
    static void close() {
        IAM.close();
    }

    static Stream<Row> served() {
        return TABLE.rows().stream().filter(row -> row.served() == Served.YES);
    }

    /** A request that has every member for which there is a sample. */
    private Struct request(Row row, String name) {
        Map<String, Document> samples = Map.ofEntries(
                Map.entry("UserName", Document.of(name)),
                Map.entry("GroupName", Document.of(name)),
                Map.entry("RoleName", Document.of(name)),
                Map.entry("PolicyArn", Document.of(arn("policy/" + name))),
                Map.entry("SAMLProviderArn", Document.of(arn("saml-provider/" + name))),
                Map.entry("Name", Document.of(name)),
                Map.entry("SAMLMetadataDocument", Document.of(TestingIam.IDP.metadata())),
                Map.entry("PermissionsBoundary", Document.of(arn("policy/one"))),
                Map.entry("PolicyName", Document.of("own")),
                Map.entry("PolicyDocument", Document.of(TestingIam.DOCUMENT)),
                Map.entry("AssumeRolePolicyDocument", Document.of(TestingIam.TRUST)),
                Map.entry("VersionId", Document.of("v1")),
                Map.entry("AccessKeyId", Document.of(keyId)),
                Map.entry("Password", Document.of("Not-so-short-1")),
                Map.entry("OldPassword", Document.of("Not-so-short-1")),
                Map.entry("NewPassword", Document.of("Not-so-short-2")),
                Map.entry("InstanceProfileName", Document.of(name)),
                Map.entry("AccountAlias", Document.of("keyward")),
                Map.entry("AWSServiceName", Document.of("mrk.kms.amazonaws.com")),
                Map.entry(
                        "DeletionTaskId",
                        Document.of("task/aws-service-role/mrk.kms.amazonaws.com/role/"
                                + "cc20023b-069d-4d01-96e3-a2e91d74f1f8")),
                Map.entry("VirtualMFADeviceName", Document.of(name)),
                Map.entry("SerialNumber", Document.of(arn("mfa/" + name))),
                Map.entry("AuthenticationCode1", Document.of("123456")),
                Map.entry("AuthenticationCode2", Document.of("234567")),
                Map.entry("Status", Document.of("Inactive")),
                Map.entry("CertificateId", Document.of("ABCDEFGHIJKLMNOPQRSTUVWX")),
                Map.entry("CertificateBody", Document.of("certificate")),
                Map.entry("PrivateKey", Document.of("key")),
                Map.entry("ServerCertificateName", Document.of(name)),
                Map.entry("SSHPublicKeyId", Document.of("APKAIOSFODNN7EXAMPLE1")),
                Map.entry("SSHPublicKeyBody", Document.of("key")),
                Map.entry("Encoding", Document.of("SSH")),
                Map.entry("Arn", Document.of(arn("user/" + name))),
                Map.entry("JobId", Document.of("00000000-0000-4000-8000-000000000000")),
                Map.entry("ServiceNamespace", Document.of("kms")),
                Map.entry("ServiceNamespaces", list("kms")),
                Map.entry("Description", Document.of("text")),
                Map.entry("Url", Document.of("https://new")),
                Map.entry("ClientID", Document.of("client")),
                Map.entry("ThumbprintList", list("0123456789".repeat(4))),
                Map.entry("OpenIDConnectProviderArn", Document.of(arn("oidc-provider/" + name))),
                Map.entry("Tags", list(tag("team", "red"))),
                Map.entry("TagKeys", list("team")),
                Map.entry("PolicySourceArn", Document.of(arn("user/" + name))),
                Map.entry("PolicyInputList", list(TestingIam.DOCUMENT)),
                Map.entry("ActionNames", list("kms:ListKeys")));
        var operation = IAM.service().model().operation(row.operation()).orElseThrow();
        var request = Struct.builder();
        for (var member : operation.input().members()) {
            if (samples.containsKey(member.name())) {
                request.put(member.name(), samples.get(member.name()));
            }
        }
        return request.build();
    }

    private <Q> List<Target> targets(Operation<Q> operation, Struct input, Snapshot snapshot) {
        // The root user cannot change its password here.
        var caller = operation.name().equals("ChangePassword")
                ? TestingKeyward.callerOf(
                        snapshot.users().find(TestingKeyward.ACCOUNT, "one").orElseThrow())
                : TestingKeyward.rootOf(TestingKeyward.ACCOUNT);
        var call = IAM.keyward().callBy(caller);
        return operation.targets(operation.read(input), call, snapshot);
    }

    private List<Target> targets(Row row, String name) {
        var operation = IAM.service().operation(row.operation());
        return IAM
                .keyward()
                .store()
                .read(snapshot -> targets(operation, request(row, name), snapshot))
                .stream()
                // Held to its own test; it is no operation.
                .filter(target -> !target.action().equals("iam:PassRole"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("served")
    void bringsTheConditionKeysOfItsRowAndNoOthers(Row row) {
        var missing = new HashSet<>(row.conditionKeys());
        for (var target : targets(row, "one")) {
            for (var key : target.keys().names()) {
                assertTrue(row.brings(key), row.operation() + " brings " + key);
                missing.removeIf(family -> matches(family, key));
            }
        }
        assertEquals(List.of(), missing.stream().sorted().toList());
    }

    private static boolean matches(String family, String key) {
        return family.endsWith("*")
                ? key.regionMatches(true, 0, family, 0, family.length() - 1)
                : family.equalsIgnoreCase(key);
    }

    @ParameterizedTest
    @MethodSource("served")
    void asksForItsActionOnTheResourceOfItsRow(Row row) {
        for (var target : targets(row, "one")) {
            assertEquals("iam:" + row.operation(), target.action());
            switch (target.resource()) {
                case Target.Named named -> {
                    var type = named.arn().resource().split("/", 2)[0];
                    assertTrue(
                            Arrays.asList(row.resource().split(" ", -1)).contains(type),
                            row.operation() + " asks for " + named.arn());
                    assertEquals("123456789012", named.arn().account());
                }
                case Target.Anything _ -> assertEquals("*", row.resource());
                default -> throw new AssertionError(target.resource());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("served")
    void bringsTheTagsOfTheResource(Row row) {
        if (!List.of(
                                "user",
                                "role",
                                "policy",
                                "saml-provider",
                                "oidc-provider",
                                "mfa",
                                "instance-profile")
                        .contains(row.resource())
                || (row.operation().startsWith("Create") && !row.operation().endsWith("Version"))
                // Its role is gone.
                || row.operation().equals("GetServiceLinkedRoleDeletionStatus")) {
            return;
        }
        var named = (Target.Named) targets(row, "one").getFirst().resource();

        assertTrue(named.resourceKeys().find("aws:ResourceTag/team").isPresent());
        assertTrue(named.resourceKeys().find("iam:ResourceTag/team").isPresent());
    }

    @ParameterizedTest
    @MethodSource("served")
    void isDeniedWithoutPermissionWhetherThereIsSuchAnEntityOrNot(Row row) {
        for (var name : List.of("one", "none")) {
            var refusal = assertThrows(
                    ServiceException.class,
                    () -> IAM.keyward()
                            .as(NOBODY)
                            .call(IAM.service(), row.operation(), request(row, name)));
            assertEquals(CommonError.ACCESS_DENIED, refusal.code(), row.operation());
            assertFalse(refusal.text().isEmpty());
        }
    }
}
