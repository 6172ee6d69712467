package dev.keyward.server.organizations.account;

import dev.keyward.policy.AccountId;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.model.Account;
import dev.keyward.server.model.AccountCreation;
import dev.keyward.server.model.Member;
import dev.keyward.server.model.Member.JoinedMethod;
import dev.keyward.server.model.Organization;
import dev.keyward.server.organizations.common.OrganizationIds;
import dev.keyward.server.organizations.common.OrganizationQuota;
import dev.keyward.server.organizations.common.OrganizationTargets;
import dev.keyward.server.organizations.common.Places;
import dev.keyward.server.organizations.common.Standing;
import dev.keyward.server.organizations.common.Tags;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes an account in the organization's root, with a role by which the management account administers
 * it. Nobody has credentials in it. What becomes of the request is to be asked for, as in AWS; it is done
 * when this answers.
 *
 * <p>Source: Organizations User Guide, "Creating a member account in an organization with AWS
 * Organizations" and "Accessing a member account that has OrganizationAccountAccessRole".
 */
final class CreateAccount implements Operation.Writing<CreateAccount.Request> {

    private static final String USUAL_ROLE = "OrganizationAccountAccessRole";

    private final OrganizationIds ids;
    private final AccessRoles accessRoles;

    CreateAccount(OrganizationIds ids, AccessRoles accessRoles) {
        this.ids = ids;
        this.accessRoles = accessRoles;
    }

    record Request(String name, String email, String roleName, Map<String, String> tags) {}

    @Override
    public String name() {
        return "CreateAccount";
    }

    /** Who sees the bill ({@code IamUserAccessToBilling}) does not matter: there is none. */
    @Override
    public Request read(Struct input) {
        return new Request(
                input.requiredText("AccountName"),
                input.requiredText("Email"),
                input.text("RoleName").orElse(USUAL_ROLE),
                Tags.read(input));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return Tags.withTagging(
                OrganizationTargets.onAnything(name(), Tags.ofRequest(request.tags())),
                request.tags());
    }

    @Override
    public Struct perform(
            Request request, Call call, List<Target> targets, Transaction transaction) {
        var organization = Standing.requireManagement(call, transaction);
        var count = transaction.organizations().countMembers(organization.id());
        OrganizationQuota.ACCOUNTS.require(count + 1);
        // AWS finds out about the address later, too.
        var isTaken = transaction.accounts().hasEmail(request.email());
        var creation = new AccountCreation(
                ids.accountCreation(),
                organization.id(),
                request.name(),
                call.now(),
                isTaken
                        ? Optional.empty()
                        : Optional.of(create(request, organization, call, transaction)),
                isTaken ? Optional.of("EMAIL_ALREADY_EXISTS") : Optional.empty());
        transaction.accountCreations().insert(creation);
        return Struct.builder()
                .put("CreateAccountStatus", AccountShapes.begun(creation))
                .build();
    }

    private AccountId create(
            Request request, Organization organization, Call call, Transaction transaction) {
        var accounts = transaction.accounts();
        var id = ids.account(taken -> accounts.find(taken).isPresent());
        accounts.insert(
                new Account(id, call.now(), request.name(), request.email(), Account.State.ACTIVE));
        var organizations = transaction.organizations();
        organizations.insertMember(new Member(
                id, organization.id(), organization.rootId(), JoinedMethod.CREATED, call.now()));
        organizations.putTags(organization.id(), id.value(), request.tags());
        Places.giveFullAccess(organization, id.value(), transaction);
        accessRoles.make(id, request.roleName(), organization.managementAccount(), transaction);
        return id;
    }
}
