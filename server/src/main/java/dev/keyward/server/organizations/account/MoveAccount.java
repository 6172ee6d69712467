package dev.keyward.server.organizations.account;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.organizations.common.OrganizationTargets;
import dev.keyward.server.organizations.common.OrganizationsError;
import dev.keyward.server.organizations.common.Places;
import dev.keyward.server.organizations.common.Standing;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;

/** Moves an account to another root or unit of its organization. What limits it there limits it at once. */
final class MoveAccount implements Operation.Writing<MoveAccount.Request> {

    record Request(AccountRef account, String sourceId, String destinationId) {}

    @Override
    public String name() {
        return "MoveAccount";
    }

    @Override
    public Request read(Struct input) {
        return new Request(
                AccountRef.read(input),
                input.requiredText("SourceParentId"),
                input.requiredText("DestinationParentId"));
    }

    /** The account, where it is, and where it is to go. */
    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return List.of(
                request.account().target(name(), call, snapshot),
                OrganizationTargets.on(name(), request.sourceId(), call, snapshot),
                OrganizationTargets.on(name(), request.destinationId(), call, snapshot));
    }

    @Override
    public Struct perform(
            Request request, Call call, List<Target> targets, Transaction transaction) {
        var organization = Standing.requireManagement(call, transaction);
        var member = request.account().get(organization, transaction);
        if (!Places.isParent(organization, request.sourceId(), transaction)
                || !member.parentId().equals(request.sourceId())) {
            throw OrganizationsError.SOURCE_PARENT_NOT_FOUND.because(
                    "You specified a source parent that doesn't exist.");
        }
        if (!Places.isParent(organization, request.destinationId(), transaction)) {
            throw OrganizationsError.DESTINATION_PARENT_NOT_FOUND.because(
                    "You specified a destination parent that doesn't exist.");
        }
        if (request.sourceId().equals(request.destinationId())) {
            throw OrganizationsError.DUPLICATE_ACCOUNT.because(
                    "That account is already present in the specified destination.");
        }
        transaction.organizations().moveMember(member.movedTo(request.destinationId()));
        return Struct.empty();
    }
}
