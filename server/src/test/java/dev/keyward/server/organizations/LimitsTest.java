package dev.keyward.server.organizations;

import static dev.keyward.server.TestingKeyward.ACCOUNT;
import static dev.keyward.server.TestingKeyward.OTHER_ACCOUNT;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;
import dev.keyward.server.TestingKeyward;
import dev.keyward.server.authorize.Caller;
import dev.keyward.server.authorize.Caller.SessionPolicies;
import dev.keyward.server.iam.TestingIam;
import dev.keyward.server.model.Role;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Service control and resource control policies bind everybody whom they are for, and at once. */
final class LimitsTest {

    private static final String SCP = "SERVICE_CONTROL_POLICY";
    private static final String RCP = "RESOURCE_CONTROL_POLICY";
    private static final String FULL = "p-FullAWSAccess";
    private static final String DENY_LISTING = """
            {"Version": "2012-10-17", "Statement": {"Effect": "Deny", "Action": "kms:ListKeys",
              "Resource": "*"}}""";
    private static final String DENY_DESCRIBING = """
            {"Version": "2012-10-17", "Statement": {"Effect": "Deny", "Principal": "*",
              "Action": "kms:DescribeKey", "Resource": "*"}}""";

    private final TestingOrganizations organizations = new TestingOrganizations();
    private final TestingKeyward keyward = organizations.keyward();
    private String organizationId = "";
    private String rootId = "";
    private Caller alice = TestingKeyward.rootOf(OTHER_ACCOUNT);

    @BeforeEach
    void create() {
        organizationId = organizations.create();
        rootId = organizations.rootId();
        enable(SCP);
        enable(RCP);
        organizations.join(organizationId);
        alice = everything(OTHER_ACCOUNT, "alice");
    }

    @AfterEach
    void close() {
        organizations.close();
    }

    private void enable(String type) {
        organizations.call("EnablePolicyType", "RootId", rootId, "PolicyType", type);
    }

    private Caller everything(AccountId account, String name) {
        var user = keyward.user(account, name);
        keyward.allow(user, TestingIam.DOCUMENT.replace("kms:ListKeys", "*"));
        return user;
    }

    private String policy(String type, String content) {
        return organizations
                .call(
                        "CreatePolicy",
                        "Type",
                        type,
                        "Name",
                        "limits",
                        "Description",
                        "",
                        "Content",
                        content)
                .struct("Policy")
                .orElseThrow()
                .struct("PolicySummary")
                .orElseThrow()
                .requiredText("Id");
    }

    private void attach(String policy, String target) {
        organizations.call("AttachPolicy", "PolicyId", policy, "TargetId", target);
    }

    private void detach(String policy, String target) {
        organizations.call("DetachPolicy", "PolicyId", policy, "TargetId", target);
    }

    private String arn(String type, String id) {
        return "arn:aws:organizations::" + ACCOUNT + ":policy/" + organizationId + "/"
                + type.toLowerCase(Locale.ROOT) + "/" + id;
    }

    private Struct listKeys(Caller caller) {
        return keyward.as(caller).kms("ListKeys", Struct.empty());
    }

    private void refusesListing(Caller caller, String why) {
        TestingKeyward.assertRefused(
                "AccessDeniedException",
                "User: " + caller.principal().arn()
                        + " is not authorized to perform: kms:ListKeys on resource: * " + why,
                () -> listKeys(caller));
    }

    private String key(AccountId account) {
        return keyward.as(TestingKeyward.rootOf(account))
                .kms("CreateKey", Struct.empty())
                .struct("KeyMetadata")
                .orElseThrow()
                .requiredText("Arn");
    }

    private Struct describe(Caller caller, String key) {
        return keyward.as(caller).kms("DescribeKey", TestingIam.struct("KeyId", key));
    }

    @Test
    void deniesByAServiceControlPolicyFromTheMomentItIsAttached() {
        var id = policy(SCP, DENY_LISTING);
        listKeys(alice);
        for (var target : List.of(rootId, OTHER_ACCOUNT.value())) {
            attach(id, target);
            refusesListing(
                    alice, "with an explicit deny in a service control policy: " + arn(SCP, id));
            detach(id, target);
            listKeys(alice);
        }
    }

    @Test
    void deniesAsSoonAsAnAttachedPolicyIsChanged() {
        var id = policy(SCP, DENY_LISTING.replace("kms:ListKeys", "s3:*"));
        attach(id, rootId);
        listKeys(alice);
        organizations.call("UpdatePolicy", "PolicyId", id, "Content", DENY_LISTING);
        refusesListing(alice, "with an explicit deny in a service control policy: " + arn(SCP, id));
    }

    @Test
    void bindsTheRootUserOfAMemberAndNobodyOfTheManagementAccount() {
        var id = policy(SCP, DENY_LISTING);
        attach(id, rootId);
        attach(id, ACCOUNT.value());
        refusesListing(
                TestingKeyward.rootOf(OTHER_ACCOUNT),
                "with an explicit deny in a service control policy: " + arn(SCP, id));
        listKeys(TestingKeyward.rootOf(ACCOUNT));
        listKeys(everything(ACCOUNT, "bob"));
    }

    @Test
    void letsPassOnlyWhatEachLevelAllows() {
        var unit = organizations.unit(rootId, "Red");
        organizations.call(
                "MoveAccount",
                "AccountId",
                OTHER_ACCOUNT.value(),
                "SourceParentId",
                rootId,
                "DestinationParentId",
                unit);
        var onlyS3 = policy(SCP, """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:*",
                  "Resource": "*"}}""");
        for (var target : List.of(rootId, unit, OTHER_ACCOUNT.value())) {
            attach(onlyS3, target);
            listKeys(alice);
            detach(FULL, target);
            refusesListing(
                    alice, "because no service control policy allows the kms:ListKeys action");
            attach(FULL, target);
            detach(onlyS3, target);
        }
        listKeys(alice);
    }

    @Test
    void followsAnAccountThatIsMoved() {
        var unit = organizations.unit(rootId, "Red");
        var id = policy(SCP, DENY_LISTING);
        attach(id, unit);
        listKeys(alice);
        move(rootId, unit);
        refusesListing(alice, "with an explicit deny in a service control policy: " + arn(SCP, id));
        move(unit, rootId);
        listKeys(alice);
    }

    private void move(String from, String to) {
        organizations.call(
                "MoveAccount",
                "AccountId",
                OTHER_ACCOUNT.value(),
                "SourceParentId",
                from,
                "DestinationParentId",
                to);
    }

    @Test
    void limitsNothingOnceTheTypeIsDisabledOrTheAccountIsOut() {
        attach(policy(SCP, DENY_LISTING), rootId);
        organizations.call("DisablePolicyType", "RootId", rootId, "PolicyType", SCP);
        listKeys(alice);
        enable(SCP);
        listKeys(alice);
        attach(policyOf(SCP), rootId);
        refusesListing(
                alice,
                "with an explicit deny in a service control policy: " + arn(SCP, policyOf(SCP)));
        organizations.call("RemoveAccountFromOrganization", "AccountId", OTHER_ACCOUNT.value());
        listKeys(alice);
    }

    private String policyOf(String type) {
        return organizations.call("ListPolicies", "Filter", type).structs("Policies").stream()
                .filter(policy -> !policy.flag("AwsManaged"))
                .findFirst()
                .orElseThrow()
                .requiredText("Id");
    }

    @Test
    void doesNotBindServiceLinkedRolesNorTakesOthersForThem() {
        attach(policy(SCP, DENY_LISTING), rootId);
        var linked = "/aws-service-role/example.amazonaws.com/";
        for (var path : List.of("/", linked, "/:role" + linked, "/x:role/aws-service-role/")) {
            var role = new Role(
                    OTHER_ACCOUNT,
                    path,
                    "Worker" + path.length(),
                    "AROAEXAMPLEEXAMPLE" + "%03d".formatted(path.length()),
                    TestingKeyward.START,
                    TestingIam.TRUST,
                    "",
                    3600,
                    new TreeMap<>(),
                    Optional.empty());
            keyward.store().write(transaction -> {
                transaction.roles().insert(role);
                return role;
            });
            keyward.allow(role, TestingIam.DOCUMENT);
            var session = keyward.session(role, "work", SessionPolicies.NONE);
            if (path.equals(linked)) {
                listKeys(session);
            } else {
                assertThrows(ServiceException.class, () -> listKeys(session), path);
            }
        }
    }

    @Test
    void deniesByAResourceControlPolicyWhateverTheKeyPolicySays() {
        var key = key(OTHER_ACCOUNT);
        var id = policy(RCP, DENY_DESCRIBING);
        describe(alice, key);
        attach(id, OTHER_ACCOUNT.value());
        TestingKeyward.assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::" + OTHER_ACCOUNT + ":user/alice is not authorized to perform:"
                        + " kms:DescribeKey on resource: " + key
                        + " with an explicit deny in a resource control policy: " + arn(RCP, id),
                () -> describe(alice, key));
        detach(id, OTHER_ACCOUNT.value());
        describe(alice, key);
    }

    @Test
    void keepsStrangersFromTheKeysOfMembersWithoutTellingWhy() {
        var key = key(OTHER_ACCOUNT);
        keyward.setKeyPolicy(Arn.parse(key), """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
                  "Principal": {"AWS": ["arn:aws:iam::%s:root", "arn:aws:iam::%s:root"]},
                  "Action": "kms:*", "Resource": "*"}}""".formatted(OTHER_ACCOUNT, ACCOUNT));
        var bob = everything(ACCOUNT, "bob");
        describe(bob, key);
        attach(policy(RCP, """
                {"Version": "2012-10-17", "Statement": {"Effect": "Deny", "Principal": "*",
                  "Action": "kms:*", "Resource": "*", "Condition": {"StringNotEquals":
                    {"aws:PrincipalAccount": "%s"}}}}""".formatted(OTHER_ACCOUNT)), rootId);
        describe(alice, key);
        TestingKeyward.assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::" + ACCOUNT + ":user/bob is not authorized to perform:"
                        + " kms:DescribeKey on this resource because the resource does not exist in"
                        + " this Region, no resource-based policies allow access, or a"
                        + " resource-based policy explicitly denies access",
                () -> describe(bob, key));
    }

    @Test
    void leavesKeysOfTheManagementAccountAndOfAwsAlone() {
        var key = key(ACCOUNT);
        attach(policy(RCP, DENY_DESCRIBING), rootId);
        describe(TestingKeyward.rootOf(ACCOUNT), key);
        describe(TestingKeyward.rootOf(OTHER_ACCOUNT), "alias/aws/s3");
    }

    @Test
    void keepsRolesOfMembersFromBeingAssumed() {
        organizations.call("RemoveAccountFromOrganization", "AccountId", OTHER_ACCOUNT.value());
        var account = organizations.account("payments");
        var bob = everything(ACCOUNT, "bob");
        var role = "arn:aws:iam::" + account + ":role/OrganizationAccountAccessRole";
        var request = TestingIam.struct("RoleArn", role, "RoleSessionName", "visit");
        keyward.as(bob).sts("AssumeRole", request);
        attach(policy(RCP, """
                {"Version": "2012-10-17", "Statement": {"Effect": "Deny", "Principal": "*",
                  "Action": "sts:AssumeRole", "Resource": "*"}}"""), account.value());
        TestingKeyward.assertRefused(
                "AccessDenied",
                "User: arn:aws:iam::" + ACCOUNT + ":user/bob is not authorized to perform:"
                        + " sts:AssumeRole on resource: " + role,
                () -> keyward.as(bob).sts("AssumeRole", request));
    }

    @Test
    void tellsPoliciesTheOrganizationOfCallersAndResources() {
        var unit = organizations.unit(rootId, "Red");
        move(rootId, unit);
        var key = key(OTHER_ACCOUNT);
        var path = organizationId + "/" + rootId + "/" + unit + "/";
        var carol = keyward.user(OTHER_ACCOUNT, "carol");
        keyward.allow(carol, """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "kms:*",
                  "Resource": "*", "Condition": {
                    "StringEquals": {"aws:PrincipalOrgID": "%1$s", "aws:ResourceOrgID": "%1$s"},
                    "ForAnyValue:StringEquals": {"aws:PrincipalOrgPaths": "%2$s",
                      "aws:ResourceOrgPaths": "%2$s"}}}}""".formatted(organizationId, path));
        describe(carol, key);
        move(unit, rootId);
        assertThrows(ServiceException.class, () -> describe(carol, key));
    }

    @Test
    void namesNoOrganizationOfWhoIsInNone() {
        var dave = keyward.user(OTHER_ACCOUNT, "dave");
        keyward.allow(dave, """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "kms:*",
                  "Resource": "*", "Condition": {"Null": {"aws:PrincipalOrgID": "true",
                    "aws:PrincipalOrgPaths": "true", "aws:ResourceOrgID": "true",
                    "aws:ResourceOrgPaths": "true"}}}}""");
        assertThrows(ServiceException.class, () -> listKeys(dave));
        organizations.call("RemoveAccountFromOrganization", "AccountId", OTHER_ACCOUNT.value());
        listKeys(dave);
    }
}
