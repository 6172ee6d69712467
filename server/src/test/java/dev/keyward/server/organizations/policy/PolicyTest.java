package dev.keyward.server.organizations.policy;

import static dev.keyward.server.TestingKeyward.ACCOUNT;
import static dev.keyward.server.TestingKeyward.OTHER_ACCOUNT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.server.iam.TestingIam;
import dev.keyward.server.organizations.TestingOrganizations;
import dev.keyward.wire.Struct;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PolicyTest {

    private static final String SCP = "SERVICE_CONTROL_POLICY";
    private static final String RCP = "RESOURCE_CONTROL_POLICY";
    private static final String CONTENT = """
            {"Version": "2012-10-17", "Statement": {"Effect": "Deny", "Action": "s3:*",
              "Resource": "*"}}""";
    private static final String RCP_CONTENT =
            CONTENT.replace("\"Action\"", "\"Principal\": \"*\", \"Action\"");
    private static final String NOT_FOUND = "You specified a policy that doesn't exist.";
    private static final String MALFORMED =
            "The provided policy document does not meet the requirements of the specified policy type.";

    private final TestingOrganizations organizations = new TestingOrganizations();
    private String organizationId = "";
    private String rootId = "";

    @BeforeEach
    void create() {
        organizationId = organizations.create();
        rootId = organizations.rootId();
    }

    @AfterEach
    void close() {
        organizations.close();
    }

    private void enable(String type) {
        organizations.call("EnablePolicyType", "RootId", rootId, "PolicyType", type);
    }

    private static Object[] members(String type, String name, String content) {
        return new Object[] {
            "Type", type, "Name", name, "Description", "what it is for", "Content", content
        };
    }

    private Struct make(String type, String name, String content) {
        return organizations
                .call("CreatePolicy", members(type, name, content))
                .struct("Policy")
                .orElseThrow();
    }

    private String policy(String name) {
        return id(make(SCP, name, CONTENT));
    }

    private static String id(Struct policy) {
        return policy.struct("PolicySummary").orElseThrow().requiredText("Id");
    }

    private void attach(String policy, String target) {
        organizations.call("AttachPolicy", "PolicyId", policy, "TargetId", target);
    }

    private void refusesFor(String reason, String message, Object[] members) {
        organizations.refusesFor(
                "ConstraintViolationException", reason, message, "CreatePolicy", members);
    }

    @Test
    void makesPoliciesOfBothTypes() {
        for (var type : List.of(SCP, RCP)) {
            var content = type.equals(SCP) ? CONTENT : RCP_CONTENT;
            var made = make(type, "Guard", content);
            var summary = made.struct("PolicySummary").orElseThrow();
            var id = summary.requiredText("Id");
            assertTrue(id.matches("p-[a-z0-9]{8}"), id);
            assertEquals(
                    "arn:aws:organizations::" + ACCOUNT + ":policy/" + organizationId + "/"
                            + type.toLowerCase(Locale.ROOT) + "/" + id,
                    summary.requiredText("Arn"));
            assertEquals(type, summary.requiredText("Type"));
            assertEquals("Guard", summary.requiredText("Name"));
            assertEquals("what it is for", summary.requiredText("Description"));
            assertEquals(Optional.of(false), summary.bool("AwsManaged"));
            assertEquals(content, made.requiredText("Content"));
            assertEquals(
                    made,
                    organizations
                            .call("DescribePolicy", "PolicyId", id)
                            .struct("Policy")
                            .orElseThrow());
        }
    }

    @Test
    void hasAwsOwnPolicies() {
        for (var id : List.of("p-FullAWSAccess", "p-RCPFullAWSAccess")) {
            var policy = organizations
                    .call("DescribePolicy", "PolicyId", id)
                    .struct("Policy")
                    .orElseThrow();
            var summary = policy.struct("PolicySummary").orElseThrow();
            assertEquals(Optional.of(true), summary.bool("AwsManaged"));
            assertTrue(
                    summary.requiredText("Arn").startsWith("arn:aws:organizations::aws:policy/"));
            organizations.refusesFor(
                    "InvalidInputException",
                    "IMMUTABLE_POLICY",
                    "You specified a policy that is managed by AWS and can't be modified.",
                    "DeletePolicy",
                    "PolicyId",
                    id);
            organizations.refuses(
                    "InvalidInputException",
                    "You specified a policy that is managed by AWS and can't be modified.",
                    "UpdatePolicy",
                    "PolicyId",
                    id,
                    "Name",
                    "Mine");
        }
    }

    @Test
    void refusesWhatIsNoPolicyOfItsType() {
        for (var content : List.of(
                "{}",
                CONTENT.replace("Deny", "deny"),
                CONTENT.replace("2012-10-17", "2008-10-17"),
                RCP_CONTENT)) {
            organizations.refuses(
                    "MalformedPolicyDocumentException",
                    MALFORMED,
                    "CreatePolicy",
                    members(SCP, "Guard", content));
        }
        for (var content : List.of(
                CONTENT,
                RCP_CONTENT.replace("Deny", "Allow"),
                RCP_CONTENT.replace("\"Action\"", "\"NotAction\""))) {
            organizations.refuses(
                    "MalformedPolicyDocumentException",
                    MALFORMED,
                    "CreatePolicy",
                    members(RCP, "Guard", content));
        }
    }

    @Test
    void countsEveryCharacterOfAPolicy() {
        var most = CONTENT + " ".repeat(10_240 - CONTENT.length());
        make(SCP, "Guard", most);
        refusesFor(
                "POLICY_CONTENT_LIMIT_EXCEEDED",
                "You have exceeded the maximum policy size.",
                members(SCP, "More", most + " "));
        refusesFor(
                "POLICY_CONTENT_LIMIT_EXCEEDED",
                "You have exceeded the maximum policy size.",
                members(RCP, "More", RCP_CONTENT + " ".repeat(5_120)));
    }

    @Test
    void enforcesNoOtherTypesAndSaysSo() {
        var text = "Keyward enforces no policies of the type TAG_POLICY";
        organizations.refuses(
                "PolicyTypeNotAvailableForOrganizationException",
                text,
                "CreatePolicy",
                members("TAG_POLICY", "Tags", "{}"));
        organizations.refuses(
                "PolicyTypeNotAvailableForOrganizationException",
                text,
                "EnablePolicyType",
                "RootId",
                rootId,
                "PolicyType",
                "TAG_POLICY");
        assertEquals(
                0,
                organizations
                        .call("ListPolicies", "Filter", "TAG_POLICY")
                        .structs("Policies")
                        .size());
        organizations.refuses(
                "EffectivePolicyNotFoundException",
                "The target has no effective policy of the type TAG_POLICY, which Keyward does not"
                        + " enforce",
                "DescribeEffectivePolicy",
                "PolicyType",
                "TAG_POLICY");
        organizations.refuses(
                "TargetNotFoundException",
                "You specified a target that doesn't exist.",
                "DescribeEffectivePolicy",
                "PolicyType",
                "TAG_POLICY",
                "TargetId",
                OTHER_ACCOUNT.value());
    }

    @Test
    void givesEachNameOncePerType() {
        var text = "A policy with the same name already exists.";
        policy("Guard");
        make(RCP, "Guard", RCP_CONTENT);
        organizations.refuses(
                "DuplicatePolicyException", text, "CreatePolicy", members(SCP, "Guard", CONTENT));
        organizations.refuses(
                "DuplicatePolicyException",
                text,
                "CreatePolicy",
                members(SCP, "FullAWSAccess", CONTENT));
        organizations.refuses(
                "DuplicatePolicyException",
                text,
                "UpdatePolicy",
                "PolicyId",
                policy("Other"),
                "Name",
                "Guard");
    }

    @Test
    void changesWhatIsAskedForAndKeepsTheRest() {
        var id = policy("Guard");
        var other = CONTENT.replace("s3", "kms");
        organizations.call("UpdatePolicy", "PolicyId", id, "Content", other);
        organizations.call("UpdatePolicy", "PolicyId", id, "Name", "Watch", "Description", "");
        var policy = organizations
                .call("DescribePolicy", "PolicyId", id)
                .struct("Policy")
                .orElseThrow();
        assertEquals(other, policy.requiredText("Content"));
        var summary = policy.struct("PolicySummary").orElseThrow();
        assertEquals("Watch", summary.requiredText("Name"));
        assertEquals("", summary.requiredText("Description"));
        organizations.refuses(
                "MalformedPolicyDocumentException",
                MALFORMED,
                "UpdatePolicy",
                "PolicyId",
                id,
                "Content",
                "{}");
    }

    @Test
    void knowsNoPolicyThatIsNotThere() {
        for (var operation :
                List.of("DescribePolicy", "DeletePolicy", "UpdatePolicy", "ListTargetsForPolicy")) {
            organizations.refuses(
                    "PolicyNotFoundException", NOT_FOUND, operation, "PolicyId", "p-12345678");
        }
        for (var operation : List.of("AttachPolicy", "DetachPolicy")) {
            organizations.refuses(
                    "PolicyNotFoundException",
                    NOT_FOUND,
                    operation,
                    "PolicyId",
                    "p-12345678",
                    "TargetId",
                    rootId);
        }
    }

    @Test
    void attachesPoliciesOfEnabledTypesOnly() {
        var id = policy("Guard");
        organizations.refuses(
                "PolicyTypeNotEnabledException",
                "This operation can be performed only for enabled policy types.",
                "AttachPolicy",
                "PolicyId",
                id,
                "TargetId",
                rootId);
        enable(SCP);
        attach(id, rootId);
        organizations.refuses(
                "DuplicatePolicyAttachmentException",
                "A policy with the specified name and type already exists.",
                "AttachPolicy",
                "PolicyId",
                id,
                "TargetId",
                rootId);
        organizations.refuses(
                "TargetNotFoundException",
                "You specified a target that doesn't exist.",
                "AttachPolicy",
                "PolicyId",
                id,
                "TargetId",
                OTHER_ACCOUNT.value());
    }

    @Test
    void attachesTenServiceControlPoliciesAndFiveResourceControlPoliciesAtMost() {
        enable(SCP);
        enable(RCP);
        for (var count = 2; count <= 11; count++) {
            var id = policy("Guard " + count);
            if (count <= 10) {
                attach(id, rootId);
            } else {
                refusesMore(id);
            }
        }
        for (var count = 2; count <= 6; count++) {
            var id = id(make(RCP, "Guard " + count, RCP_CONTENT));
            if (count <= 5) {
                attach(id, rootId);
            } else {
                refusesMore(id);
            }
        }
    }

    private void refusesMore(String policy) {
        organizations.refusesFor(
                "ConstraintViolationException",
                "MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED",
                "You have attached the maximum number of policies to the specified target.",
                "AttachPolicy",
                "PolicyId",
                policy,
                "TargetId",
                rootId);
    }

    @Test
    void detachesAllButTheLastAndNeverWhatLetsResourcesBeReached() {
        enable(SCP);
        enable(RCP);
        organizations.refusesFor(
                "ConstraintViolationException",
                "MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED",
                "You cannot remove the last policy attached to the specified target. You must have"
                        + " at least one attached at all times.",
                "DetachPolicy",
                "PolicyId",
                "p-FullAWSAccess",
                "TargetId",
                rootId);
        attach(id(make(RCP, "Guard", RCP_CONTENT)), rootId);
        organizations.refusesFor(
                "InvalidInputException",
                "NON_DETACHABLE_POLICY",
                "You can't detach this AWS managed policy.",
                "DetachPolicy",
                "PolicyId",
                "p-RCPFullAWSAccess",
                "TargetId",
                rootId);
        organizations.refuses(
                "PolicyNotAttachedException",
                "The policy isn't attached to the specified target in the specified root.",
                "DetachPolicy",
                "PolicyId",
                policy("Watch"),
                "TargetId",
                rootId);
    }

    @Test
    void deletesPoliciesThatAreAttachedToNothing() {
        enable(SCP);
        var id = policy("Guard");
        attach(id, rootId);
        organizations.refuses(
                "PolicyInUseException",
                "The policy is attached to one or more entities. You must detach it from all roots,"
                        + " OUs, and accounts before performing this operation.",
                "DeletePolicy",
                "PolicyId",
                id);
        organizations.call("DetachPolicy", "PolicyId", id, "TargetId", rootId);
        organizations.call("DeletePolicy", "PolicyId", id);
        organizations.refuses(
                "PolicyNotFoundException", NOT_FOUND, "DescribePolicy", "PolicyId", id);
    }

    @Test
    void enablesTypesOnceAndGivesEverythingFullAccess() {
        var unit = organizations.unit(rootId, "Red");
        var account = organizations.account("payments");
        var enabled = organizations
                .call("EnablePolicyType", "RootId", rootId, "PolicyType", SCP)
                .struct("Root")
                .orElseThrow();
        assertEquals(
                List.of(TestingIam.struct("Type", SCP, "Status", "ENABLED")),
                enabled.structs("PolicyTypes"));
        organizations.refuses(
                "PolicyTypeAlreadyEnabledException",
                "The specified policy type is already enabled.",
                "EnablePolicyType",
                "RootId",
                rootId,
                "PolicyType",
                SCP);
        var later = organizations.unit(rootId, "Blue");
        organizations.assertPages(
                List.of(rootId, unit, later, account.value(), ACCOUNT.value()),
                new TestingIam.PagedList("ListTargetsForPolicy", "Targets", "TargetId"),
                "PolicyId",
                "p-FullAWSAccess");
        var targets = organizations
                .call("ListTargetsForPolicy", "PolicyId", "p-FullAWSAccess")
                .structs("Targets");
        assertEquals(
                List.of("ACCOUNT", "ORGANIZATIONAL_UNIT", "ROOT"),
                targets.stream()
                        .map(target -> target.requiredText("Type"))
                        .distinct()
                        .sorted()
                        .toList());
        assertEquals(
                List.of("Blue", "Red", "Root"),
                targets.stream()
                        .filter(target -> !target.requiredText("Type").equals("ACCOUNT"))
                        .map(target -> target.requiredText("Name"))
                        .sorted()
                        .toList());
    }

    @Test
    void disablesTypesWithAllTheirAttachments() {
        enable(SCP);
        attach(policy("Guard"), rootId);
        var disabled = organizations
                .call("DisablePolicyType", "RootId", rootId, "PolicyType", SCP)
                .struct("Root")
                .orElseThrow();
        assertEquals(0, disabled.structs("PolicyTypes").size());
        organizations.refuses(
                "PolicyTypeNotEnabledException",
                "This operation can be performed only for enabled policy types.",
                "DisablePolicyType",
                "RootId",
                rootId,
                "PolicyType",
                SCP);
        enable(SCP);
        assertEquals(
                List.of("p-FullAWSAccess"),
                TestingIam.texts(
                        organizations.call(
                                "ListPoliciesForTarget", "TargetId", rootId, "Filter", SCP),
                        "Policies",
                        "Id"));
        organizations.refuses(
                "RootNotFoundException",
                "You specified a root that doesn't exist.",
                "EnablePolicyType",
                "RootId",
                "r-zzzz",
                "PolicyType",
                RCP);
    }

    @Test
    void enablesNothingForConsolidatedBilling() {
        organizations.call("DeleteOrganization");
        organizations.call("CreateOrganization", "FeatureSet", "CONSOLIDATED_BILLING");
        organizations.refuses(
                "PolicyTypeNotAvailableForOrganizationException",
                "You can't use the specified policy type with the feature set currently enabled for"
                        + " this organization.",
                "EnablePolicyType",
                "RootId",
                organizations.rootId(),
                "PolicyType",
                SCP);
    }

    @Test
    void listsPoliciesByPages() {
        enable(SCP);
        organizations.assertPages(
                List.of("p-FullAWSAccess"),
                new TestingIam.PagedList("ListPolicies", "Policies", "Id"),
                "Filter",
                SCP);
        var ids = List.of("p-FullAWSAccess", policy("A"), policy("B"));
        make(RCP, "C", RCP_CONTENT);
        organizations.assertPages(
                ids, new TestingIam.PagedList("ListPolicies", "Policies", "Id"), "Filter", SCP);
        attach(ids.get(1), rootId);
        attach(ids.get(2), rootId);
        organizations.assertPages(
                ids,
                new TestingIam.PagedList("ListPoliciesForTarget", "Policies", "Id"),
                "Filter",
                SCP,
                "TargetId",
                rootId);
    }

    @Test
    void makesPoliciesWithTagsAndLetsPoliciesAskForTheirType() {
        var carol = organizations.keyward().user("carol");
        organizations.keyward().allow(carol, """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
                  "Action": "organizations:*", "Resource": "*", "Condition": {"StringEquals":
                    {"organizations:PolicyType": "RESOURCE_CONTROL_POLICY"}}}}""");
        var refused = members(SCP, "Guard", CONTENT);
        organizations.refusesTo(
                carol,
                "AccessDeniedException",
                "User: arn:aws:iam::" + ACCOUNT + ":user/carol is not authorized to perform:"
                        + " organizations:CreatePolicy on resource: arn:aws:organizations::"
                        + ACCOUNT + ":policy/" + organizationId
                        + "/service_control_policy/* because no identity-based policy allows the"
                        + " organizations:CreatePolicy action",
                "CreatePolicy",
                refused);
        organizations.callAs(carol, "CreatePolicy", members(RCP, "Guard", RCP_CONTENT));
        var tagged = new ArrayList<>(List.of(members(RCP, "Watch", RCP_CONTENT)));
        tagged.addAll(List.of("Tags", TestingIam.list(TestingIam.tag("team", "red"))));
        var id = id(organizations
                .call("CreatePolicy", tagged.toArray())
                .struct("Policy")
                .orElseThrow());
        assertEquals(
                List.of(TestingIam.tag("team", "red")),
                organizations.call("ListTagsForResource", "ResourceId", id).structs("Tags"));
    }
}
