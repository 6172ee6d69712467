package dev.keyward.server.organizations.organization;

import static dev.keyward.server.TestingKeyward.ACCOUNT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.server.iam.TestingIam;
import dev.keyward.server.organizations.TestingOrganizations;
import dev.keyward.wire.Struct;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class OrganizationTest {

    private final TestingOrganizations organizations = new TestingOrganizations();

    @AfterEach
    void close() {
        organizations.close();
    }

    private Struct described() {
        return organizations.call("DescribeOrganization").struct("Organization").orElseThrow();
    }

    @Test
    void makesAnOrganizationOfTheCallersAccount() {
        var made =
                organizations.call("CreateOrganization").struct("Organization").orElseThrow();
        var id = made.requiredText("Id");
        assertTrue(id.matches("o-[a-z0-9]{10}"), id);
        assertEquals(
                "arn:aws:organizations::" + ACCOUNT + ":organization/" + id,
                made.requiredText("Arn"));
        assertEquals("ALL", made.requiredText("FeatureSet"));
        assertEquals(ACCOUNT.value(), made.requiredText("MasterAccountId"));
        assertEquals(
                "arn:aws:organizations::" + ACCOUNT + ":account/" + id + "/" + ACCOUNT,
                made.requiredText("MasterAccountArn"));
        assertEquals("root@" + ACCOUNT + ".invalid", made.requiredText("MasterAccountEmail"));
        assertEquals(made, described());
    }

    @Test
    void makesOneForConsolidatedBillingAlone() {
        organizations.call("CreateOrganization", "FeatureSet", "CONSOLIDATED_BILLING");
        assertEquals("CONSOLIDATED_BILLING", described().requiredText("FeatureSet"));
        assertEquals(0, described().structs("AvailablePolicyTypes").size());
    }

    @Test
    void makesOneOrganizationOfAnAccountOnly() {
        organizations.create();
        organizations.refuses(
                "AlreadyInOrganizationException",
                "The AWS account is already a member of an organization.",
                "CreateOrganization");
    }

    @Test
    void listsItsOneRootInWhichNoTypeOfPolicyIsEnabled() {
        var id = organizations.create();
        var root = organizations.call("ListRoots").structs("Roots").getFirst();
        var rootId = root.requiredText("Id");
        assertTrue(rootId.matches("r-[a-z0-9]{4}"), rootId);
        assertEquals(
                "arn:aws:organizations::" + ACCOUNT + ":root/" + id + "/" + rootId,
                root.requiredText("Arn"));
        assertEquals("Root", root.requiredText("Name"));
        assertEquals(0, root.structs("PolicyTypes").size());
        organizations.assertPages(
                List.of(rootId), new TestingIam.PagedList("ListRoots", "Roots", "Id"));
    }

    @Test
    void deletesAnOrganizationWithAllThatBelongsToIt() {
        organizations.create();
        var unit = organizations.unit(organizations.rootId(), "Security");
        organizations.unit(unit, "Audit");
        organizations.call(
                "TagResource",
                "ResourceId",
                unit,
                "Tags",
                TestingIam.list(TestingIam.tag("team", "red")));
        organizations.call("DeleteOrganization");
        organizations.refuses(
                "AWSOrganizationsNotInUseException",
                "Your account is not a member of an organization.",
                "DescribeOrganization");
        organizations.create();
        assertEquals(
                0,
                organizations
                        .call(
                                "ListOrganizationalUnitsForParent",
                                "ParentId",
                                organizations.rootId())
                        .structs("OrganizationalUnits")
                        .size());
    }

    @Test
    void deletesNoOrganizationThatHasOtherAccounts() {
        organizations.create();
        var account = organizations.account("payments");
        var text = "To delete an organization you must first remove all member accounts (except the"
                + " master).";
        organizations.refuses("OrganizationNotEmptyException", text, "DeleteOrganization");
        organizations.call("CloseAccount", "AccountId", account.value());
        organizations.refuses("OrganizationNotEmptyException", text, "DeleteOrganization");
        organizations.call("RemoveAccountFromOrganization", "AccountId", account.value());
        organizations.call("DeleteOrganization");
    }

    @Test
    void refusesTokensOfOtherLists() {
        organizations.create();
        organizations.refusesFor(
                "InvalidInputException",
                "INVALID_NEXT_TOKEN",
                "Get the value for the NextToken parameter from the response to a previous call of"
                        + " the operation.",
                "ListRoots",
                "NextToken",
                "made up");
    }
}
