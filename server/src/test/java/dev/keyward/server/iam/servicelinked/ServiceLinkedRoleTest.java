package dev.keyward.server.iam.servicelinked;

import static dev.keyward.server.iam.TestingIam.list;
import static dev.keyward.server.iam.TestingIam.tag;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.server.TestingKeyward;
import dev.keyward.server.iam.TestingIam;
import dev.keyward.wire.Struct;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ServiceLinkedRoleTest {

    private static final String NAME = "AWSServiceRoleForKeyManagementServiceMultiRegionKeys";
    private static final String PROTECTED = "Cannot perform the operation on the protected role '"
            + NAME + "' - this role is only modifiable by AWS";

    private final TestingIam iam = new TestingIam();

    @AfterEach
    void close() {
        iam.close();
    }

    private Struct create(String service) {
        return iam.call("CreateServiceLinkedRole", "AWSServiceName", service)
                .struct("Role")
                .orElseThrow();
    }

    private Struct get(String name) {
        return iam.call("GetRole", "RoleName", name).struct("Role").orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "mrk.kms.amazonaws.com, AWSServiceRoleForKeyManagementServiceMultiRegionKeys,"
                + " Enables access to AWS services and resources required for AWS KMS Multi-Region Keys",
        "cks.kms.amazonaws.com, AWSServiceRoleForKeyManagementServiceCustomKeyStores,"
                + " Enables access to AWS services and resources required for AWS KMS custom key stores"
    })
    void isMadeForTheKeyManagementService(String service, String name, String description) {
        var role = create(service);

        assertEquals(
                "arn:aws:iam::123456789012:role/aws-service-role/" + service + "/" + name,
                role.requiredText("Arn"));
        assertEquals(
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
                        + "{\"Service\":\"" + service + "\"},\"Action\":\"sts:AssumeRole\"}]}",
                URLDecoder.decode(
                        role.requiredText("AssumeRolePolicyDocument"), StandardCharsets.UTF_8));
        assertEquals(description, get(name).requiredText("Description"));
        assertEquals(3600, get(name).integer("MaxSessionDuration").orElseThrow());
    }

    @Test
    void isMadeOnce() {
        create("mrk.kms.amazonaws.com");
        iam.refuses(
                "InvalidInput",
                "Service role name " + NAME
                        + " has been taken in this account, please try a different suffix.",
                "CreateServiceLinkedRole",
                "AWSServiceName",
                "mrk.kms.amazonaws.com");
    }

    @Test
    void hasASuffixWhereItsServiceTakesOne() {
        var role = iam.call(
                        "CreateServiceLinkedRole",
                        "AWSServiceName",
                        "autoscaling.amazonaws.com",
                        "CustomSuffix",
                        "web",
                        "Description",
                        "for the web")
                .struct("Role")
                .orElseThrow();
        assertEquals("AWSServiceRoleForAutoScaling_web", role.requiredText("RoleName"));
        assertEquals(
                "for the web", get("AWSServiceRoleForAutoScaling_web").requiredText("Description"));

        iam.refuses(
                "InvalidInput",
                "Custom suffix is not allowed for ecs.amazonaws.com",
                "CreateServiceLinkedRole",
                "AWSServiceName",
                "ecs.amazonaws.com",
                "CustomSuffix",
                "web");
        iam.refuses(
                "InvalidInput",
                "no service-linked role of none.amazonaws.com is known here",
                "CreateServiceLinkedRole",
                "AWSServiceName",
                "none.amazonaws.com");
    }

    @Test
    void isNotChangedByCustomers() {
        create("mrk.kms.amazonaws.com");
        iam.call("CreateInstanceProfile", "InstanceProfileName", "web");
        var policy = iam.createPolicy("some");

        unmodifiable("DeleteRole");
        unmodifiable("UpdateAssumeRolePolicy", "PolicyDocument", TestingIam.TRUST);
        unmodifiable("PutRolePolicy", "PolicyName", "own", "PolicyDocument", TestingIam.DOCUMENT);
        unmodifiable("DeleteRolePolicy", "PolicyName", "own");
        unmodifiable("AttachRolePolicy", "PolicyArn", policy);
        unmodifiable("DetachRolePolicy", "PolicyArn", policy);
        unmodifiable("PutRolePermissionsBoundary", "PermissionsBoundary", policy);
        unmodifiable("DeleteRolePermissionsBoundary");
        unmodifiable("AddRoleToInstanceProfile", "InstanceProfileName", "web");
        unmodifiable("RemoveRoleFromInstanceProfile", "InstanceProfileName", "web");
        iam.refuses(
                "UnmodifiableEntity",
                NAME + " is an AWS service linked role, max session duration cannot be changed.",
                "UpdateRole",
                "RoleName",
                NAME,
                "MaxSessionDuration",
                7200);
    }

    private void unmodifiable(String operation, Object... members) {
        var all = new ArrayList<Object>(List.of("RoleName", NAME));
        all.addAll(List.of(members));
        iam.refuses("UnmodifiableEntity", PROTECTED, operation, all.toArray());
    }

    @Test
    void isDescribedAndTaggedByCustomers() {
        create("mrk.kms.amazonaws.com");
        iam.call("UpdateRole", "RoleName", NAME, "Description", "ours");
        iam.call("TagRole", "RoleName", NAME, "Tags", list(tag("team", "blue")));
        assertEquals("ours", get(NAME).requiredText("Description"));
        iam.call("UpdateRoleDescription", "RoleName", NAME, "Description", "again");
        iam.call("UntagRole", "RoleName", NAME, "TagKeys", list("team"));
    }

    @Test
    void isDeletedByATaskWhoseOutcomeCanBeAskedFor() {
        create("mrk.kms.amazonaws.com");

        var task = iam.call("DeleteServiceLinkedRole", "RoleName", NAME)
                .requiredText("DeletionTaskId");

        assertTrue(
                task.matches("task/aws-service-role/mrk.kms.amazonaws.com/" + NAME
                        + "/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"),
                task);
        assertEquals(
                "SUCCEEDED",
                iam.call("GetServiceLinkedRoleDeletionStatus", "DeletionTaskId", task)
                        .requiredText("Status"));
        iam.refuses(
                "NoSuchEntity",
                "The role with name " + NAME + " cannot be found.",
                "GetRole",
                "RoleName",
                NAME);
        iam.refusesTo(
                TestingKeyward.rootOf(TestingKeyward.OTHER_ACCOUNT),
                "NoSuchEntity",
                "Cannot find deletion status for given id.",
                "GetServiceLinkedRoleDeletionStatus",
                "DeletionTaskId",
                task);
    }

    @Test
    void refusesTasksThatThereNeverWere() {
        iam.refuses(
                "NoSuchEntity",
                "Cannot find deletion status for given id.",
                "GetServiceLinkedRoleDeletionStatus",
                "DeletionTaskId",
                "task/aws-service-role/mrk.kms.amazonaws.com/" + NAME
                        + "/cc20023b-069d-4d01-96e3-a2e91d74f1f8");
        iam.refuses(
                "InvalidInput",
                "Invalid task id",
                "GetServiceLinkedRoleDeletionStatus",
                "DeletionTaskId",
                "task/x");
    }

    @Test
    void isNoneThatACustomerMade() {
        iam.createRole("dev");
        iam.refuses(
                "NoSuchEntity",
                "dev exists but is not a service role.",
                "DeleteServiceLinkedRole",
                "RoleName",
                "dev");
    }

    @Test
    void isAuthorizedByTheNameOfTheService() {
        var eve = iam.keyward().user("eve");
        iam.keyward().allow(eve, """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
                  "Action": "iam:CreateServiceLinkedRole", "Resource": "*",
                  "Condition": {"StringEquals": {"iam:AWSServiceName": "mrk.kms.amazonaws.com"}}}}""");
        iam.callAs(eve, "CreateServiceLinkedRole", "AWSServiceName", "mrk.kms.amazonaws.com");
        iam.refusesTo(
                eve,
                "AccessDenied",
                "User: arn:aws:iam::123456789012:user/eve is not authorized to perform:"
                        + " iam:CreateServiceLinkedRole on resource:"
                        + " arn:aws:iam::123456789012:role/aws-service-role/rds.amazonaws.com/"
                        + "AWSServiceRoleForRDS because no identity-based policy allows the"
                        + " iam:CreateServiceLinkedRole action",
                "CreateServiceLinkedRole",
                "AWSServiceName",
                "rds.amazonaws.com");
    }
}
