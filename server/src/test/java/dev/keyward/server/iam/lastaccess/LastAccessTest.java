package dev.keyward.server.iam.lastaccess;

import static dev.keyward.server.iam.TestingIam.arn;
import static dev.keyward.server.iam.TestingIam.list;
import static dev.keyward.server.iam.TestingIam.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.server.TestingKeyward;
import dev.keyward.server.authorize.Caller;
import dev.keyward.server.authorize.Caller.SessionPolicies;
import dev.keyward.server.iam.TestingIam;
import dev.keyward.wire.Struct;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LastAccessTest {

    private static final String GENERATE = "GenerateServiceLastAccessedDetails";
    private static final String GET = "GetServiceLastAccessedDetails";
    private static final String ENTITIES = "GetServiceLastAccessedDetailsWithEntities";
    private static final String ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";

    private final TestingIam iam = new TestingIam();
    private final Caller bob = iam.keyward().user("bob");

    @AfterEach
    void close() {
        iam.close();
    }

    private String generate(String arn) {
        return iam.call(GENERATE, "Arn", arn).requiredText("JobId");
    }

    private Struct details(String arn) {
        return iam.call(GET, "JobId", generate(arn));
    }

    private static List<String> namespaces(Struct details) {
        return texts(details, "ServicesLastAccessed", "ServiceNamespace");
    }

    private static String allow(String elements) {
        return "{\"Version\": \"2012-10-17\", \"Statement\": {\"Effect\": \"Allow\", " + elements
                + ", \"Resource\": \"*\"}}";
    }

    private void identify(Caller caller) {
        iam.keyward().as(caller).sts("GetCallerIdentity", Struct.empty());
    }

    @Test
    void tellsOfTheServicesThatAUsersPoliciesGrantAndWhenItUsedThem() {
        iam.keyward().allow(bob, allow("\"Action\": [\"sts:*\", \"kms:Decrypt\"]"));
        iam.keyward().clock().advance(Duration.ofHours(1));
        identify(bob);
        iam.keyward().clock().advance(Duration.ofHours(1));

        var details = details(arn("user/bob"));

        assertEquals("COMPLETED", details.requiredText("JobStatus"));
        assertEquals("SERVICE_LEVEL", details.requiredText("JobType"));
        var now = Optional.of(iam.keyward().clock().instant());
        assertEquals(now, details.time("JobCreationDate"));
        assertEquals(now, details.time("JobCompletionDate"));
        assertFalse(details.flag("IsTruncated"));
        assertEquals(List.of("kms", "sts"), namespaces(details));
        assertEquals(
                Struct.builder()
                        .put("ServiceName", "AWS Key Management Service")
                        .put("ServiceNamespace", "kms")
                        .put("TotalAuthenticatedEntities", 0)
                        .build(),
                details.structs("ServicesLastAccessed").getFirst());
        assertEquals(
                Struct.builder()
                        .put("ServiceName", "AWS Security Token Service")
                        .put("ServiceNamespace", "sts")
                        .put("LastAuthenticated", TestingKeyward.START.plus(Duration.ofHours(1)))
                        .put("LastAuthenticatedEntity", arn("user/bob"))
                        .put("LastAuthenticatedRegion", "eu-central-1")
                        .put("TotalAuthenticatedEntities", 1)
                        .build(),
                details.structs("ServicesLastAccessed").getLast());
    }

    @Test
    void tellsOfActionsWhereItIsAsked() {
        iam.keyward().allow(bob, allow("\"Action\": [\"sts:GetC*\", \"sts:AssumeRole\"]"));
        identify(bob);

        var id = iam.call(GENERATE, "Arn", arn("user/bob"), "Granularity", "ACTION_LEVEL")
                .requiredText("JobId");
        var details = iam.call(GET, "JobId", id);

        assertEquals("ACTION_LEVEL", details.requiredText("JobType"));
        var service = details.structs("ServicesLastAccessed").getFirst();
        assertEquals(
                List.of("AssumeRole", "GetCallerIdentity"),
                texts(service, "TrackedActionsLastAccessed", "ActionName"));
        var actions = service.structs("TrackedActionsLastAccessed");
        assertFalse(actions.getFirst().has("LastAccessedTime"));
        assertEquals(Optional.of(TestingKeyward.START), actions.getLast().time("LastAccessedTime"));
        assertEquals(arn("user/bob"), actions.getLast().requiredText("LastAccessedEntity"));
        assertEquals("eu-central-1", actions.getLast().requiredText("LastAccessedRegion"));
    }

    @Test
    void aUserHasWhatItsGroupsHave() {
        iam.call("CreateGroup", "GroupName", "ops");
        iam.call("AddUserToGroup", "UserName", "bob", "GroupName", "ops");
        iam.call("AttachGroupPolicy", "GroupName", "ops", "PolicyArn", ADMINISTRATOR);

        assertEquals(
                List.of("ec2", "iam", "kms", "organizations", "sts"),
                namespaces(details(arn("user/bob"))));
    }

    @Test
    void aGroupIsUsedByItsMembersAndAPolicyByWhoHasIt() {
        var amy = iam.keyward().user("amy");
        iam.keyward().user("zoe");
        iam.call("CreateGroup", "GroupName", "ops");
        iam.call("AddUserToGroup", "UserName", "bob", "GroupName", "ops");
        iam.call("AddUserToGroup", "UserName", "zoe", "GroupName", "ops");
        iam.call("AttachGroupPolicy", "GroupName", "ops", "PolicyArn", ADMINISTRATOR);
        iam.call("AttachUserPolicy", "UserName", "amy", "PolicyArn", ADMINISTRATOR);
        identify(bob);
        iam.keyward().clock().advance(Duration.ofMinutes(1));
        identify(amy);

        var ofGroup = generate(arn("group/ops"));
        var ofPolicy = generate(ADMINISTRATOR);

        assertEquals(
                arn("user/bob"), lastUserOfSts(ofGroup).requiredText("LastAuthenticatedEntity"));
        assertEquals(
                arn("user/amy"), lastUserOfSts(ofPolicy).requiredText("LastAuthenticatedEntity"));
        assertEquals(
                2, lastUserOfSts(ofPolicy).integer("TotalAuthenticatedEntities").orElseThrow());
        assertEquals(List.of("bob", "zoe"), entities(ofGroup));
        assertEquals(List.of("amy", "bob", "zoe"), entities(ofPolicy));
        var last = iam.call(ENTITIES, "JobId", ofPolicy, "ServiceNamespace", "sts")
                .structs("EntityDetailsList");
        assertTrue(last.getFirst().has("LastAuthenticated"));
        assertFalse(last.getLast().has("LastAuthenticated"));
        assertEquals(
                "USER", last.getFirst().struct("EntityInfo").orElseThrow().requiredText("Type"));
    }

    private Struct lastUserOfSts(String job) {
        return iam.call(GET, "JobId", job).structs("ServicesLastAccessed").getLast();
    }

    private List<String> entities(String job) {
        return iam
                .call(ENTITIES, "JobId", job, "ServiceNamespace", "sts")
                .structs("EntityDetailsList")
                .stream()
                .map(each -> each.struct("EntityInfo").orElseThrow().requiredText("Name"))
                .toList();
    }

    @Test
    void aRoleIsUsedByItsSessions() {
        iam.createRole("dev");
        iam.call("AttachRolePolicy", "RoleName", "dev", "PolicyArn", ADMINISTRATOR);
        var role = iam.keyward()
                .store()
                .read(snapshot -> snapshot.roles().find(TestingKeyward.ACCOUNT, "dev"))
                .orElseThrow();
        identify(iam.keyward().session(role, "one", SessionPolicies.NONE));

        var service = lastUserOfSts(generate(arn("role/dev")));

        assertEquals(arn("role/dev"), service.requiredText("LastAuthenticatedEntity"));
        var lastUsed = iam.call("GetRole", "RoleName", "dev")
                .struct("Role")
                .flatMap(shown -> shown.struct("RoleLastUsed"))
                .orElseThrow();
        assertEquals(Optional.of(TestingKeyward.START), lastUsed.time("LastUsedDate"));
        assertEquals("eu-central-1", lastUsed.requiredText("Region"));
    }

    @Test
    void isReadInPages() {
        var id = generate(ADMINISTRATOR);

        iam.assertPages(
                List.of("ec2", "iam", "kms", "organizations", "sts"),
                new TestingIam.PagedList(GET, "ServicesLastAccessed", "ServiceNamespace"),
                "JobId",
                id);
    }

    @Test
    void belongsToWhoAskedAndToNobodyElse() {
        var id = generate(arn("user/bob"));
        var eve = iam.keyward().user("eve");
        iam.keyward().allow(eve, allow("\"Action\": \"iam:*\""));
        var text = "Job with id " + id + " cannot be found.";

        for (var other : List.of(eve, TestingKeyward.rootOf(TestingKeyward.OTHER_ACCOUNT))) {
            iam.refusesTo(other, "NoSuchEntity", text, GET, "JobId", id);
            iam.refusesTo(
                    other, "NoSuchEntity", text, ENTITIES, "JobId", id, "ServiceNamespace", "kms");
        }
    }

    @Test
    void failsIfWhomItIsAboutIsGone() {
        var id = generate(arn("user/bob"));
        iam.call("DeleteUser", "UserName", "bob");

        var details = iam.call(GET, "JobId", id);

        assertEquals("FAILED", details.requiredText("JobStatus"));
        var error = details.struct("Error").orElseThrow();
        assertEquals("NoSuchEntity", error.requiredText("Code"));
        assertEquals("The user with name bob cannot be found.", error.requiredText("Message"));
        assertEquals(List.of(), details.structs("ServicesLastAccessed"));
    }

    @Test
    void refusesWhatIsNotThereOrIsNobody() {
        iam.refuses(
                "NoSuchEntity",
                "The role with name none cannot be found.",
                GENERATE,
                "Arn",
                arn("role/none"));
        iam.refuses(
                "NoSuchEntity",
                "Policy " + arn("policy/none") + " was not found.",
                GENERATE,
                "Arn",
                arn("policy/none"));
        iam.refuses(
                "InvalidInput",
                "Invalid Entity Arn: " + arn("mfa/one")
                        + " does not clearly define entity type and name.",
                GENERATE,
                "Arn",
                arn("mfa/one"));
    }

    @Test
    void needsThePermissionOnWhomItIsAbout() {
        iam.refusesTo(
                bob,
                "AccessDenied",
                "User: " + arn("user/bob") + " is not authorized to perform: iam:" + GENERATE
                        + " on resource: user bob because no identity-based policy allows the iam:"
                        + GENERATE + " action",
                GENERATE,
                "Arn",
                arn("user/bob"));
    }

    @Test
    void keepsTheNewestThousandQuestions() {
        var oldest = generate(arn("user/bob"));
        iam.keyward().clock().advance(Duration.ofSeconds(1));
        for (var count = 0; count < 1000; count++) {
            generate(arn("user/bob"));
        }
        iam.refuses(
                "NoSuchEntity",
                "Job with id " + oldest + " cannot be found.",
                GET,
                "JobId",
                oldest);
    }

    @Test
    void listsThePoliciesThatGrantAService() {
        iam.call("CreateGroup", "GroupName", "ops");
        iam.call("AddUserToGroup", "UserName", "bob", "GroupName", "ops");
        iam.call("AttachGroupPolicy", "GroupName", "ops", "PolicyArn", ADMINISTRATOR);
        iam.call(
                "PutUserPolicy",
                "UserName",
                "bob",
                "PolicyName",
                "own",
                "PolicyDocument",
                allow("\"Action\": \"s3:GetObject\""));

        var answer = iam.call(
                "ListPoliciesGrantingServiceAccess",
                "Arn",
                arn("user/bob"),
                "ServiceNamespaces",
                list("s3", "kms"));

        var entries = answer.structs("PoliciesGrantingServiceAccess");
        assertEquals(
                List.of("kms", "s3"),
                entries.stream()
                        .map(entry -> entry.requiredText("ServiceNamespace"))
                        .toList());
        assertEquals(
                List.of("AdministratorAccess"),
                texts(entries.getFirst(), "Policies", "PolicyName"));
        assertEquals(
                List.of(
                        Struct.builder()
                                .put("PolicyName", "own")
                                .put("PolicyType", "INLINE")
                                .put("EntityType", "USER")
                                .put("EntityName", "bob")
                                .build(),
                        Struct.builder()
                                .put("PolicyName", "AdministratorAccess")
                                .put("PolicyType", "MANAGED")
                                .put("PolicyArn", ADMINISTRATOR)
                                .build()),
                entries.getLast().structs("Policies"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"Action\": \"*\"",
                "\"Action\": \"kms:*\"",
                "\"Action\": \"KMS:Decrypt\"",
                "\"NotAction\": \"iam:*\"",
                "\"NotAction\": \"kms:Decrypt\""
            })
    void grantsTheService(String elements) {
        assertEquals(1, granting(allow(elements)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"Action\": \"iam:*\"",
                "\"NotAction\": \"kms:*\"",
                "\"NotAction\": [\"iam:*\", \"kms:**\"]",
                "\"NotAction\": \"*\""
            })
    void doesNotGrantTheService(String elements) {
        assertEquals(0, granting(allow(elements)));
    }

    @Test
    void doesNotGrantTheServiceByDenyingIt() {
        assertEquals(0, granting(allow("\"Action\": \"kms:*\"").replace("Allow", "Deny")));
    }

    private int granting(String document) {
        iam.keyward().allow(bob, document);
        return iam.call(
                        "ListPoliciesGrantingServiceAccess",
                        "Arn",
                        arn("user/bob"),
                        "ServiceNamespaces",
                        list("kms"))
                .structs("PoliciesGrantingServiceAccess")
                .getFirst()
                .structs("Policies")
                .size();
    }
}
