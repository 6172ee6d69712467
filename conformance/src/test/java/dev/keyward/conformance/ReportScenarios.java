package dev.keyward.conformance;

import static dev.keyward.conformance.Scene.allow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.function.Executable;
import software.amazon.awssdk.services.iam.model.EntityType;
import software.amazon.awssdk.services.iam.model.JobStatusType;
import software.amazon.awssdk.services.iam.model.ReportStateType;

/** What auditors read: the whole account, who used what when, and everybody's credentials. */
final class ReportScenarios {

    private ReportScenarios() {}

    static List<Scenario> all() {
        return List.of(
                new Scenario(
                        "authorization details tell of users, groups and roles with their policies",
                        ReportScenarios::authorizationDetails),
                new Scenario(
                        "it is told when an access key and a role were last used",
                        ReportScenarios::lastUses),
                new Scenario(
                        "it is told which services a user reaches and when it used them",
                        ReportScenarios::servicesLastAccessed),
                new Scenario(
                        "the credential report has a line for each user",
                        ReportScenarios::credentialReport));
    }

    private static Executable authorizationDetails(Scene scene) {
        var user = scene.user();
        var group = scene.group();
        var role = scene.role();
        var document = allow("kms:ListKeys", "*");
        scene.userPolicy(user, document);
        scene.adminIam.addUserToGroup(r -> r.userName(user.name()).groupName(group));
        return () -> {
            var pages = scene
                    .adminIam
                    .getAccountAuthorizationDetailsPaginator(
                            r -> r.filter(EntityType.USER, EntityType.ROLE).maxItems(2))
                    .stream()
                    .toList();
            var found = pages.stream()
                    .flatMap(page -> page.userDetailList().stream())
                    .filter(each -> each.userName().equals(user.name()))
                    .toList();
            assertEquals(1, found.size());
            assertEquals(List.of(group), found.getFirst().groupList());
            assertEquals(
                    document,
                    URLDecoder.decode(
                            found.getFirst().userPolicyList().getFirst().policyDocument(),
                            StandardCharsets.UTF_8));
            assertEquals(
                    1,
                    pages.stream()
                            .flatMap(page -> page.roleDetailList().stream())
                            .filter(each -> each.roleName().equals(role))
                            .count());
            assertTrue(pages.stream().allMatch(page -> page.groupDetailList().isEmpty()));
        };
    }

    private static Executable lastUses(Scene scene) {
        var user = scene.user();
        var role = scene.role();
        scene.userPolicy(user, allow("sts:AssumeRole", Scene.roleArn(role)));
        return () -> {
            try (var sts = scene.keyward.sts(scene.assume(user, role))) {
                sts.getCallerIdentity();
            }
            var key = scene.adminIam.getAccessKeyLastUsed(
                    r -> r.accessKeyId(user.credentials().accessKeyId()));
            assertEquals(user.name(), key.userName());
            assertEquals("sts", key.accessKeyLastUsed().serviceName());
            var lastUsed = scene.adminIam.getRole(r -> r.roleName(role)).role().roleLastUsed();
            assertEquals(key.accessKeyLastUsed().region(), lastUsed.region());
            assertTrue(!lastUsed.lastUsedDate().isBefore(key.accessKeyLastUsed().lastUsedDate()));
        };
    }

    private static Executable servicesLastAccessed(Scene scene) {
        var user = scene.user();
        scene.userPolicy(user, allow("kms:*", "*"));
        return () -> {
            try (var kms = scene.keyward.kms(user.credentials())) {
                kms.listKeys();
            }
            var job = scene.adminIam
                    .generateServiceLastAccessedDetails(r -> r.arn(user.arn()))
                    .jobId();
            var details = scene.adminIam.getServiceLastAccessedDetails(r -> r.jobId(job));
            assertEquals(JobStatusType.COMPLETED, details.jobStatus());
            var service = details.servicesLastAccessed().getFirst();
            assertEquals("kms", service.serviceNamespace());
            assertEquals(user.arn(), service.lastAuthenticatedEntity());
        };
    }

    private static Executable credentialReport(Scene scene) {
        var user = scene.user();
        return () -> {
            while (scene.adminIam.generateCredentialReport().state() != ReportStateType.COMPLETE) {
                Thread.onSpinWait();
            }
            var report = scene.adminIam.getCredentialReport();
            assertEquals("text/csv", report.reportFormatAsString());
            var lines = report.content().asUtf8String().lines().toList();
            assertTrue(lines.getFirst().startsWith("user,arn,user_creation_time,"));
            assertTrue(lines.get(1).startsWith("<root_account>,"));
            assertTrue(lines.stream()
                    .anyMatch(line -> line.startsWith(user.name() + "," + user.arn() + ",")));
        };
    }
}
