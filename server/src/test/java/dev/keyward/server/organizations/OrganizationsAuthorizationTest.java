package dev.keyward.server.organizations;

import static dev.keyward.server.TestingKeyward.ACCOUNT;
import static dev.keyward.server.TestingKeyward.OTHER_ACCOUNT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.server.TestingKeyward;
import dev.keyward.server.iam.TestingIam;
import dev.keyward.server.service.OperationsTable;
import dev.keyward.server.service.Served;
import dev.keyward.wire.ServiceException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who may call what: by identity policies, and by what the account is in its organization. */
final class OrganizationsAuthorizationTest {

    private static final String NO_PERMISSIONS =
            "You don't have permissions to access this resource.";
    private static final String NOT_IN_USE = "Your account is not a member of an organization.";

    private final TestingOrganizations organizations = new TestingOrganizations();
    private final OperationsTable<OrganizationsOperationsTable.Row> table =
            OrganizationsOperationsTable.load();

    @AfterEach
    void close() {
        organizations.close();
    }

    @Test
    void refusesWhatNoIdentityPolicyAllowsAndNamesTheAction() {
        organizations.create();
        var nobody = organizations.keyward().user("nobody");
        for (var row : table.rows()) {
            if (row.served() == Served.YES) {
                var refusal = assertThrows(
                        ServiceException.class,
                        () -> organizations.callAs(
                                nobody, row.operation(), organizations.plausible(row.operation())));
                var text = refusal.text().orElseThrow();
                var action = "organizations:" + row.operation();
                assertTrue(
                        text.startsWith("User: arn:aws:iam::" + ACCOUNT
                                + ":user/nobody is not authorized to perform: " + action),
                        text);
                assertTrue(
                        text.endsWith("because no identity-based policy allows the " + action
                                + " action"),
                        text);
            }
        }
    }

    @Test
    void tellsAnAccountWithoutOrganizationThatItHasNone() {
        organizations.refuses("AWSOrganizationsNotInUseException", NOT_IN_USE, "ListRoots");
        organizations.refuses(
                "AWSOrganizationsNotInUseException", NOT_IN_USE, "DescribeOrganization");
        organizations.refuses(
                "AWSOrganizationsNotInUseException",
                NOT_IN_USE,
                "DescribeAccount",
                "AccountId",
                ACCOUNT.value());
    }

    @Test
    void letsMembersAskForNothingButWhatTheirRowSays() {
        var organizationId = organizations.create();
        organizations.join(organizationId);
        var member = TestingKeyward.rootOf(OTHER_ACCOUNT);
        for (var row : table.rows()) {
            var isForManagement = switch (row.callers()) {
                case MANAGEMENT, DELEGATES -> true;
                case MEMBERS, ANY -> false;
            };
            if (row.served() == Served.YES && isForManagement) {
                organizations.refusesTo(
                        member,
                        "AccessDeniedException",
                        NO_PERMISSIONS,
                        row.operation(),
                        organizations.plausible(row.operation()));
            }
        }
        assertEquals(
                organizationId,
                organizations
                        .callAs(member, "DescribeOrganization")
                        .struct("Organization")
                        .orElseThrow()
                        .requiredText("Id"));
    }

    @Test
    void judgesUnitsByTheirArnsAndTags() {
        var organizationId = organizations.create();
        var red = organizations.unit(organizations.rootId(), "Red");
        var blue = organizations.unit(organizations.rootId(), "Blue");
        organizations.call(
                "TagResource",
                "ResourceId",
                blue,
                "Tags",
                TestingIam.list(TestingIam.tag("team", "blue")));
        var carol = organizations.keyward().user("carol");
        organizations.keyward().allow(carol, """
                {"Version": "2012-10-17", "Statement": [
                  {"Effect": "Allow", "Action": "organizations:DescribeOrganizationalUnit",
                   "Resource": "arn:aws:organizations::%s:ou/%s/%s"},
                  {"Effect": "Allow", "Action": "organizations:UpdateOrganizationalUnit",
                   "Resource": "*",
                   "Condition": {"StringEquals": {"aws:ResourceTag/team": "blue"}}}]}""".formatted(ACCOUNT, organizationId, red));
        organizations.callAs(carol, "DescribeOrganizationalUnit", "OrganizationalUnitId", red);
        organizations.callAs(
                carol, "UpdateOrganizationalUnit", "OrganizationalUnitId", blue, "Name", "Navy");
        organizations.refusesTo(
                carol,
                "AccessDeniedException",
                "User: arn:aws:iam::" + ACCOUNT + ":user/carol is not authorized to perform:"
                        + " organizations:DescribeOrganizationalUnit on resource:"
                        + " arn:aws:organizations::" + ACCOUNT + ":ou/" + organizationId + "/"
                        + blue
                        + " because no identity-based policy allows the"
                        + " organizations:DescribeOrganizationalUnit action",
                "DescribeOrganizationalUnit",
                "OrganizationalUnitId",
                blue);
    }

    @Test
    void needsTagResourceForWhatIsMadeWithTags() {
        organizations.create();
        var carol = organizations.keyward().user("carol");
        organizations.keyward().allow(carol, """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
                  "Action": ["organizations:CreateAccount", "organizations:DescribeCreateAccountStatus"],
                  "Resource": "*"}}""");
        var tags = TestingIam.list(TestingIam.tag("team", "red"));
        organizations.refusesTo(
                carol,
                "AccessDeniedException",
                "User: arn:aws:iam::" + ACCOUNT + ":user/carol is not authorized to perform:"
                        + " organizations:TagResource on resource: * because no identity-based"
                        + " policy allows the organizations:TagResource action",
                "CreateAccount",
                "AccountName",
                "payments",
                "Email",
                "payments@example.com",
                "Tags",
                tags);
        organizations.callAs(
                carol, "CreateAccount", "AccountName", "payments", "Email", "payments@example.com");
    }

    @Test
    void learnsNothingOfUnitsWithoutPermission() {
        organizations.create();
        var there = organizations.unit(organizations.rootId(), "Red");
        var gone = there.substring(0, there.length() - 8) + "zzzzzzzz";
        var nobody = organizations.keyward().user("nobody");
        var texts = Stream.of(there, gone)
                .map(id -> assertThrows(
                                ServiceException.class,
                                () -> organizations.callAs(
                                        nobody,
                                        "DescribeOrganizationalUnit",
                                        "OrganizationalUnitId",
                                        id))
                        .text()
                        .orElseThrow()
                        .replace(id, "ID"))
                .distinct()
                .toList();
        assertEquals(1, texts.size());
    }
}
