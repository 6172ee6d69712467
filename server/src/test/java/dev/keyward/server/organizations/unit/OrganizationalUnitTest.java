package dev.keyward.server.organizations.unit;

import static dev.keyward.server.TestingKeyward.ACCOUNT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.policy.AccountId;
import dev.keyward.server.iam.TestingIam;
import dev.keyward.server.organizations.TestingOrganizations;
import dev.keyward.wire.Struct;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class OrganizationalUnitTest {

    private static final String DUPLICATE = "An OU with the same name already exists.";

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

    private Struct describe(String id) {
        return organizations
                .call("DescribeOrganizationalUnit", "OrganizationalUnitId", id)
                .struct("OrganizationalUnit")
                .orElseThrow();
    }

    @Test
    void makesUnitsBelowTheRootAndBelowUnits() {
        var made = organizations
                .call("CreateOrganizationalUnit", "ParentId", rootId, "Name", "Security")
                .struct("OrganizationalUnit")
                .orElseThrow();
        var id = made.requiredText("Id");
        assertTrue(id.matches("ou-" + rootId.substring(2) + "-[a-z0-9]{8}"), id);
        assertEquals(
                "arn:aws:organizations::" + ACCOUNT + ":ou/" + organizationId + "/" + id,
                made.requiredText("Arn"));
        assertEquals("Security", made.requiredText("Name"));
        assertEquals(organizationId + "/" + rootId + "/" + id + "/", made.requiredText("Path"));
        assertEquals(made, describe(id));
        var audit = organizations.unit(id, "Audit");
        assertEquals(
                organizationId + "/" + rootId + "/" + id + "/" + audit + "/",
                describe(audit).requiredText("Path"));
    }

    @Test
    void givesEachNameOnceBelowAParent() {
        var security = organizations.unit(rootId, "Security");
        organizations.refuses(
                "DuplicateOrganizationalUnitException",
                DUPLICATE,
                "CreateOrganizationalUnit",
                "ParentId",
                rootId,
                "Name",
                "Security");
        organizations.unit(security, "Security");
        organizations.unit(rootId, "security");
    }

    @Test
    void nestsUnitsFiveLevelsDeepAndNoDeeper() {
        var parent = rootId;
        for (var level = 1; level <= 5; level++) {
            parent = organizations.unit(parent, "level " + level);
        }
        organizations.refusesFor(
                "ConstraintViolationException",
                "OU_DEPTH_LIMIT_EXCEEDED",
                "You have exceeded the number of levels deep that you can nest OUs.",
                "CreateOrganizationalUnit",
                "ParentId",
                parent,
                "Name",
                "level 6");
    }

    @Test
    void knowsNoParentButRootAndUnits() {
        var text = "You specified parent that doesn't exist.";
        for (var operation : List.of("ListOrganizationalUnitsForParent", "ListAccountsForParent")) {
            organizations.refuses("ParentNotFoundException", text, operation, "ParentId", "r-zzzz");
        }
        organizations.refuses(
                "ParentNotFoundException",
                text,
                "ListChildren",
                "ParentId",
                "ou-" + rootId.substring(2) + "-zzzzzzzz",
                "ChildType",
                "ACCOUNT");
        organizations.refuses(
                "ParentNotFoundException",
                text,
                "CreateOrganizationalUnit",
                "ParentId",
                "r-zzzz",
                "Name",
                "Security");
    }

    @Test
    void renamesAUnitUnlessTheNameIsTaken() {
        var security = organizations.unit(rootId, "Security");
        organizations.unit(rootId, "Sandbox");
        var renamed = organizations
                .call(
                        "UpdateOrganizationalUnit",
                        "OrganizationalUnitId",
                        security,
                        "Name",
                        "Guards")
                .struct("OrganizationalUnit")
                .orElseThrow();
        assertEquals("Guards", renamed.requiredText("Name"));
        assertEquals(renamed, describe(security));
        organizations.refuses(
                "DuplicateOrganizationalUnitException",
                DUPLICATE,
                "UpdateOrganizationalUnit",
                "OrganizationalUnitId",
                security,
                "Name",
                "Sandbox");
        organizations.call(
                "UpdateOrganizationalUnit", "OrganizationalUnitId", security, "Name", "Guards");
        organizations.call("UpdateOrganizationalUnit", "OrganizationalUnitId", security);
        assertEquals("Guards", describe(security).requiredText("Name"));
    }

    @Test
    void deletesEmptyUnitsOnly() {
        var security = organizations.unit(rootId, "Security");
        var audit = organizations.unit(security, "Audit");
        var account = organizations.account("payments");
        move(account, rootId, audit);
        var text =
                "The specified OU is not empty. Move all accounts to another root or to other OUs,"
                        + " remove all child OUs, and try the operation again.";
        for (var id : List.of(security, audit)) {
            organizations.refuses(
                    "OrganizationalUnitNotEmptyException",
                    text,
                    "DeleteOrganizationalUnit",
                    "OrganizationalUnitId",
                    id);
        }
        move(account, audit, rootId);
        organizations.call("DeleteOrganizationalUnit", "OrganizationalUnitId", audit);
        organizations.call("DeleteOrganizationalUnit", "OrganizationalUnitId", security);
        for (var operation : List.of(
                "DescribeOrganizationalUnit",
                "DeleteOrganizationalUnit",
                "UpdateOrganizationalUnit")) {
            organizations.refuses(
                    "OrganizationalUnitNotFoundException",
                    "You specified an organizational unit that doesn't exist.",
                    operation,
                    "OrganizationalUnitId",
                    security);
        }
    }

    private void move(AccountId account, String from, String to) {
        organizations.call(
                "MoveAccount",
                "AccountId",
                account.value(),
                "SourceParentId",
                from,
                "DestinationParentId",
                to);
    }

    @Test
    void listsUnitsByPages() {
        var ids = Stream.of("A", "B", "C")
                .map(name -> organizations.unit(rootId, name))
                .toList();
        organizations.unit(ids.getFirst(), "below");
        organizations.assertPages(
                ids,
                new TestingIam.PagedList(
                        "ListOrganizationalUnitsForParent", "OrganizationalUnits", "Id"),
                "ParentId",
                rootId);
        organizations.assertPages(
                ids,
                new TestingIam.PagedList("ListChildren", "Children", "Id"),
                "ParentId",
                rootId,
                "ChildType",
                "ORGANIZATIONAL_UNIT");
    }

    @Test
    void makesUnitsWithTags() {
        var id = organizations
                .call(
                        "CreateOrganizationalUnit",
                        "ParentId",
                        rootId,
                        "Name",
                        "Security",
                        "Tags",
                        TestingIam.list(TestingIam.tag("team", "red")))
                .struct("OrganizationalUnit")
                .orElseThrow()
                .requiredText("Id");
        assertEquals(
                List.of(TestingIam.tag("team", "red")),
                organizations.call("ListTagsForResource", "ResourceId", id).structs("Tags"));
    }
}
