package dev.keyward.server.organizations.account;

import static dev.keyward.server.TestingKeyward.ACCOUNT;
import static dev.keyward.server.TestingKeyward.OTHER_ACCOUNT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.policy.AccountId;
import dev.keyward.server.TestingKeyward;
import dev.keyward.server.iam.TestingIam;
import dev.keyward.server.organizations.TestingOrganizations;
import dev.keyward.wire.Struct;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class AccountTest {

    private static final String NOT_FOUND = "You specified an account that doesn't exist.";

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

    private Struct describe(AccountId account) {
        return organizations
                .call("DescribeAccount", "AccountId", account.value())
                .struct("Account")
                .orElseThrow();
    }

    @Test
    void makesAnAccountAndTellsThatItIsMade() {
        var begun = organizations
                .call(
                        "CreateAccount",
                        "AccountName",
                        "payments",
                        "Email",
                        "payments@example.com",
                        "IamUserAccessToBilling",
                        "DENY")
                .struct("CreateAccountStatus")
                .orElseThrow();
        var requestId = begun.requiredText("Id");
        assertTrue(requestId.matches("car-[a-z0-9]{32}"), requestId);
        assertEquals("IN_PROGRESS", begun.requiredText("State"));
        assertEquals("payments", begun.requiredText("AccountName"));
        assertTrue(!begun.has("AccountId"));

        var ended = organizations.status(requestId);
        assertEquals("SUCCEEDED", ended.requiredText("State"));
        assertTrue(ended.has("CompletedTimestamp"));
        var account = new AccountId(ended.requiredText("AccountId"));
        var described = describe(account);
        assertEquals("payments", described.requiredText("Name"));
        assertEquals("payments@example.com", described.requiredText("Email"));
        assertEquals("ACTIVE", described.requiredText("Status"));
        assertEquals("ACTIVE", described.requiredText("State"));
        assertEquals("CREATED", described.requiredText("JoinedMethod"));
        assertEquals(
                "arn:aws:organizations::" + ACCOUNT + ":account/" + organizationId + "/" + account,
                described.requiredText("Arn"));
        assertEquals(
                List.of(organizationId + "/" + rootId + "/" + account + "/"),
                described.texts("Paths"));
    }

    @Test
    void givesTheManagementAccountARoleInTheNewOne() {
        var account = organizations.account("payments");
        var role = organizations
                .keyward()
                .store()
                .read(snapshot -> snapshot.roles().find(account, "OrganizationAccountAccessRole"))
                .orElseThrow();
        assertEquals("/", role.path());
        assertTrue(role.trustPolicy().contains("\"arn:aws:iam::" + ACCOUNT + ":root\""));
        assertEquals(
                List.of("arn:aws:iam::aws:policy/AdministratorAccess"),
                organizations
                        .keyward()
                        .store()
                        .read(snapshot -> snapshot.attachments().policiesOf(role.id()).stream()
                                .map(Object::toString)
                                .toList()));
        var administrator = organizations.keyward().user("administrator");
        organizations.keyward().allow(administrator, """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
                  "Action": "sts:AssumeRole", "Resource": "%s"}}""".formatted(role.arn()));
        organizations
                .keyward()
                .as(administrator)
                .sts(
                        "AssumeRole",
                        TestingIam.struct(
                                "RoleArn", role.arn().toString(), "RoleSessionName", "visit"));
        var stranger = organizations.keyward().user(OTHER_ACCOUNT, "stranger");
        organizations.keyward().allow(stranger, TestingIam.DOCUMENT.replace("kms:ListKeys", "*"));
        TestingKeyward.assertRefused(
                "AccessDenied",
                "User: arn:aws:iam::" + OTHER_ACCOUNT + ":user/stranger is not authorized to"
                        + " perform: sts:AssumeRole on resource: " + role.arn(),
                () -> organizations
                        .keyward()
                        .as(stranger)
                        .sts(
                                "AssumeRole",
                                TestingIam.struct(
                                        "RoleArn",
                                        role.arn().toString(),
                                        "RoleSessionName",
                                        "visit")));
    }

    @Test
    void namesTheRoleAsAsked() {
        organizations.call(
                "CreateAccount",
                "AccountName",
                "payments",
                "Email",
                "payments@example.com",
                "RoleName",
                "Operators");
        var account = organizations
                .call("ListCreateAccountStatus")
                .structs("CreateAccountStatuses")
                .getFirst()
                .requiredText("AccountId");
        assertTrue(organizations
                .keyward()
                .store()
                .read(snapshot -> snapshot.roles().find(new AccountId(account), "Operators"))
                .isPresent());
    }

    @Test
    void tellsLaterThatAnAddressWasTaken() {
        organizations.account("payments");
        var requestId = organizations
                .call("CreateAccount", "AccountName", "more", "Email", "Payments@Example.com")
                .struct("CreateAccountStatus")
                .orElseThrow()
                .requiredText("Id");
        var ended = organizations.status(requestId);
        assertEquals("FAILED", ended.requiredText("State"));
        assertEquals("EMAIL_ALREADY_EXISTS", ended.requiredText("FailureReason"));
        assertTrue(!ended.has("AccountId"));
        assertEquals(2, organizations.call("ListAccounts").structs("Accounts").size());
        assertEquals(
                List.of(requestId),
                TestingIam.texts(
                        organizations.call(
                                "ListCreateAccountStatus", "States", TestingIam.list("FAILED")),
                        "CreateAccountStatuses",
                        "Id"));
        assertEquals(
                0,
                organizations
                        .call("ListCreateAccountStatus", "States", TestingIam.list("IN_PROGRESS"))
                        .structs("CreateAccountStatuses")
                        .size());
    }

    @Test
    void knowsNoRequestThatNobodyMade() {
        organizations.refuses(
                "CreateAccountStatusNotFoundException",
                "We can't find an create account request with the CreateAccountRequestId that you"
                        + " specified.",
                "DescribeCreateAccountStatus",
                "CreateAccountRequestId",
                "car-12345678");
    }

    @Test
    void listsAccountsByPages() {
        var payments = organizations.account("payments");
        var audit = organizations.account("audit");
        var all = List.of(ACCOUNT.value(), payments.value(), audit.value());
        organizations.assertPages(all, new TestingIam.PagedList("ListAccounts", "Accounts", "Id"));
        organizations.assertPages(
                all,
                new TestingIam.PagedList("ListAccountsForParent", "Accounts", "Id"),
                "ParentId",
                rootId);
        organizations.assertPages(
                all,
                new TestingIam.PagedList("ListChildren", "Children", "Id"),
                "ParentId",
                rootId,
                "ChildType",
                "ACCOUNT");
        organizations.assertPages(
                List.of(payments.value(), audit.value()),
                new TestingIam.PagedList(
                        "ListCreateAccountStatus", "CreateAccountStatuses", "AccountId"));
    }

    @Test
    void movesAccountsBetweenUnitsAndTheRoot() {
        var account = organizations.account("payments");
        var security = organizations.unit(rootId, "Security");
        move(account, rootId, security);
        var parent = organizations
                .call("ListParents", "ChildId", account.value())
                .structs("Parents")
                .getFirst();
        assertEquals(TestingIam.struct("Id", security, "Type", "ORGANIZATIONAL_UNIT"), parent);
        assertEquals(
                TestingIam.struct("Id", rootId, "Type", "ROOT"),
                organizations
                        .call("ListParents", "ChildId", security)
                        .structs("Parents")
                        .getFirst());
        assertEquals(
                List.of(organizationId + "/" + rootId + "/" + security + "/" + account + "/"),
                describe(account).texts("Paths"));
    }

    private Struct move(AccountId account, String from, String to) {
        return organizations.call(
                "MoveAccount",
                "AccountId",
                account.value(),
                "SourceParentId",
                from,
                "DestinationParentId",
                to);
    }

    @Test
    void movesOnlyFromWhereAnAccountIsToWhereItCanBe() {
        var account = organizations.account("payments");
        var security = organizations.unit(rootId, "Security");
        TestingKeyward.assertRefused(
                "SourceParentNotFoundException",
                "You specified a source parent that doesn't exist.",
                () -> move(account, security, rootId));
        TestingKeyward.assertRefused(
                "DestinationParentNotFoundException",
                "You specified a destination parent that doesn't exist.",
                () -> move(account, rootId, "r-zzzz"));
        TestingKeyward.assertRefused(
                "DuplicateAccountException",
                "That account is already present in the specified destination.",
                () -> move(account, rootId, rootId));
        TestingKeyward.assertRefused(
                "AccountNotFoundException", NOT_FOUND, () -> move(OTHER_ACCOUNT, rootId, security));
    }

    @Test
    void knowsNoAccountsOfOthers() {
        for (var operation :
                List.of("DescribeAccount", "CloseAccount", "RemoveAccountFromOrganization")) {
            organizations.refuses(
                    "AccountNotFoundException",
                    NOT_FOUND,
                    operation,
                    "AccountId",
                    OTHER_ACCOUNT.value());
        }
        organizations.refuses(
                "ChildNotFoundException",
                "You specified a child that doesn't exist.",
                "ListParents",
                "ChildId",
                OTHER_ACCOUNT.value());
    }

    @Test
    void closesAccountsOnceAndNeverTheManagementAccount() {
        var account = organizations.account("payments");
        organizations.call("CloseAccount", "AccountId", account.value());
        assertEquals("SUSPENDED", describe(account).requiredText("Status"));
        assertEquals("CLOSED", describe(account).requiredText("State"));
        organizations.refuses(
                "AccountAlreadyClosedException",
                "The provided account is already closed.",
                "CloseAccount",
                "AccountId",
                account.value());
        organizations.refusesFor(
                "ConstraintViolationException",
                "CANNOT_CLOSE_MANAGEMENT_ACCOUNT",
                "You cannot close the management account.",
                "CloseAccount",
                "AccountId",
                ACCOUNT.value());
    }

    @Test
    void letsAccountsGoButNotTheManagementAccount() {
        var account = organizations.account("payments");
        organizations.call("RemoveAccountFromOrganization", "AccountId", account.value());
        organizations.refuses(
                "AccountNotFoundException",
                NOT_FOUND,
                "DescribeAccount",
                "AccountId",
                account.value());
        var text = "You can't remove a management account from an organization.";
        organizations.refuses(
                "MasterCannotLeaveOrganizationException",
                text,
                "RemoveAccountFromOrganization",
                "AccountId",
                ACCOUNT.value());
        organizations.refuses("MasterCannotLeaveOrganizationException", text, "LeaveOrganization");
    }

    @Test
    void letsAnAccountLeaveByItself() {
        organizations.join(organizationId);
        var member = TestingKeyward.rootOf(OTHER_ACCOUNT);
        organizations.callAs(member, "LeaveOrganization");
        organizations.refusesTo(
                member,
                "AWSOrganizationsNotInUseException",
                "Your account is not a member of an organization.",
                "LeaveOrganization");
        assertEquals(
                List.of(ACCOUNT.value()),
                TestingIam.texts(organizations.call("ListAccounts"), "Accounts", "Id"));
    }
}
