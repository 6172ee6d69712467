package dev.keyward.server.organizations.delegation;

import static dev.keyward.server.TestingKeyward.ACCOUNT;
import static dev.keyward.server.TestingKeyward.OTHER_ACCOUNT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.policy.AccountId;
import dev.keyward.server.TestingKeyward;
import dev.keyward.server.authorize.Caller;
import dev.keyward.server.iam.TestingIam;
import dev.keyward.server.organizations.TestingOrganizations;
import dev.keyward.wire.ServiceException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class DelegationTest {

    private static final String CONFIG = "config.amazonaws.com";
    private static final String BACKUP = "backup.amazonaws.com";
    private static final String NOT_REGISTERED =
            "The provided account is not a registered delegated administrator for your"
                    + " organization.";

    private final TestingOrganizations organizations = new TestingOrganizations();
    private final Caller delegate = TestingKeyward.rootOf(OTHER_ACCOUNT);

    @BeforeEach
    void create() {
        organizations.join(organizations.create());
    }

    @AfterEach
    void close() {
        organizations.close();
    }

    private void trust(String service) {
        organizations.call("EnableAWSServiceAccess", "ServicePrincipal", service);
    }

    private void register(String service) {
        organizations.call(
                "RegisterDelegatedAdministrator",
                "AccountId",
                OTHER_ACCOUNT.value(),
                "ServicePrincipal",
                service);
    }

    private void refusesToRegister(String reason, String message, AccountId account) {
        organizations.refusesFor(
                "ConstraintViolationException",
                reason,
                message,
                "RegisterDelegatedAdministrator",
                "AccountId",
                account.value(),
                "ServicePrincipal",
                CONFIG);
    }

    @Test
    void trustsServicesUntilItDoesNot() {
        trust(CONFIG);
        trust(BACKUP);
        trust(CONFIG);
        organizations.assertPages(
                List.of(BACKUP, CONFIG),
                new TestingIam.PagedList(
                        "ListAWSServiceAccessForOrganization",
                        "EnabledServicePrincipals",
                        "ServicePrincipal"));
        organizations.call("DisableAWSServiceAccess", "ServicePrincipal", CONFIG);
        organizations.call("DisableAWSServiceAccess", "ServicePrincipal", CONFIG);
        assertEquals(
                List.of(BACKUP),
                TestingIam.texts(
                        organizations.call("ListAWSServiceAccessForOrganization"),
                        "EnabledServicePrincipals",
                        "ServicePrincipal"));
    }

    @Test
    void knowsServicesByTheirNamesOnly() {
        for (var name : List.of("config", ".amazonaws.com", "config.example.com")) {
            organizations.refusesFor(
                    "InvalidInputException",
                    "UNRECOGNIZED_SERVICE_PRINCIPAL",
                    "You specified an unrecognized service principal.",
                    "EnableAWSServiceAccess",
                    "ServicePrincipal",
                    name);
        }
    }

    @Test
    void letsAMemberReadTheOrganizationWhileItAdministersAService() {
        trust(CONFIG);
        register(CONFIG);
        assertEquals(
                2,
                organizations
                        .callAs(delegate, "ListAccounts")
                        .structs("Accounts")
                        .size());
        organizations.callAs(delegate, "DescribeAccount", "AccountId", ACCOUNT.value());
        organizations.refusesTo(
                delegate,
                "AccessDeniedException",
                "You don't have permissions to access this resource.",
                "CloseAccount",
                "AccountId",
                OTHER_ACCOUNT.value());
        organizations.call(
                "DeregisterDelegatedAdministrator",
                "AccountId",
                OTHER_ACCOUNT.value(),
                "ServicePrincipal",
                CONFIG);
        organizations.refusesTo(
                delegate,
                "AccessDeniedException",
                "You don't have permissions to access this resource.",
                "ListAccounts");
    }

    @Test
    void judgesDelegatesByTheArnsOfWhatTheyRead() {
        trust(CONFIG);
        register(CONFIG);
        var unit = organizations.unit(organizations.rootId(), "Red");
        var carol = organizations.keyward().user(OTHER_ACCOUNT, "carol");
        organizations.keyward().allow(carol, """
                {"Version": "2012-10-17", "Statement": [
                  {"Effect": "Allow", "Action": "organizations:*", "Resource": "*"},
                  {"Effect": "Deny", "Action": "organizations:DescribeOrganizationalUnit",
                   "Resource": "arn:aws:organizations::%s:ou/*/%s"}]}""".formatted(ACCOUNT, unit));
        organizations.callAs(carol, "ListAccounts");
        var text = assertThrows(
                        ServiceException.class,
                        () -> organizations.callAs(
                                carol, "DescribeOrganizationalUnit", "OrganizationalUnitId", unit))
                .text()
                .orElseThrow();
        assertTrue(text.endsWith("with an explicit deny in an identity-based policy"), text);
    }

    @Test
    void registersOpenMembersForTrustedServicesOnce() {
        refusesToRegister(
                "SERVICE_ACCESS_NOT_ENABLED",
                "You must enable access of the service to your organization first.",
                OTHER_ACCOUNT);
        trust(CONFIG);
        refusesToRegister(
                "CANNOT_REGISTER_MASTER_AS_DELEGATED_ADMINISTRATOR",
                "You cannot register master account/yourself as delegated administrator for your"
                        + " organization.",
                ACCOUNT);
        var closed = organizations.account("closed");
        organizations.call("CloseAccount", "AccountId", closed.value());
        refusesToRegister(
                "CANNOT_REGISTER_SUSPENDED_ACCOUNT_AS_DELEGATED_ADMINISTRATOR",
                "You cannot register a suspended account as delegated administrator.",
                closed);
        register(CONFIG);
        organizations.refuses(
                "AccountAlreadyRegisteredException",
                "The provided account is already a delegated administrator for your organization.",
                "RegisterDelegatedAdministrator",
                "AccountId",
                OTHER_ACCOUNT.value(),
                "ServicePrincipal",
                CONFIG);
    }

    @Test
    void knowsWhoIsNotRegistered() {
        trust(CONFIG);
        organizations.refuses(
                "AccountNotRegisteredException",
                NOT_REGISTERED,
                "DeregisterDelegatedAdministrator",
                "AccountId",
                OTHER_ACCOUNT.value(),
                "ServicePrincipal",
                CONFIG);
        organizations.refuses(
                "AccountNotRegisteredException",
                NOT_REGISTERED,
                "ListDelegatedServicesForAccount",
                "AccountId",
                OTHER_ACCOUNT.value());
    }

    @Test
    void listsAdministratorsAndWhatTheyAdminister() {
        trust(CONFIG);
        trust(BACKUP);
        register(CONFIG);
        register(BACKUP);
        var other = organizations.account("other");
        organizations.call(
                "RegisterDelegatedAdministrator",
                "AccountId",
                other.value(),
                "ServicePrincipal",
                BACKUP);
        var list = new TestingIam.PagedList(
                "ListDelegatedAdministrators", "DelegatedAdministrators", "Id");
        organizations.assertPages(List.of(OTHER_ACCOUNT.value(), other.value()), list);
        organizations.assertPages(List.of(OTHER_ACCOUNT.value()), list, "ServicePrincipal", CONFIG);
        organizations.assertPages(
                List.of(BACKUP, CONFIG),
                new TestingIam.PagedList(
                        "ListDelegatedServicesForAccount", "DelegatedServices", "ServicePrincipal"),
                "AccountId",
                OTHER_ACCOUNT.value());
    }

    @Test
    void keepsAServiceTrustedAndAnAccountInWhileItIsAdministered() {
        trust(CONFIG);
        register(CONFIG);
        organizations.refusesFor(
                "ConstraintViolationException",
                "DELEGATED_ADMINISTRATOR_EXISTS_FOR_THIS_SERVICE",
                "You must deregister all delegated administrators of the service first.",
                "DisableAWSServiceAccess",
                "ServicePrincipal",
                CONFIG);
        organizations.refusesFor(
                "ConstraintViolationException",
                "CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG",
                "You must deregister the account as delegated administrator first.",
                "RemoveAccountFromOrganization",
                "AccountId",
                OTHER_ACCOUNT.value());
    }
}
