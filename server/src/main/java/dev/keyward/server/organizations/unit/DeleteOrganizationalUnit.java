package dev.keyward.server.organizations.unit;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.organizations.common.OrganizationsError;
import dev.keyward.server.organizations.common.Standing;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Page;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.Optional;

/** Deletes a unit that holds nothing. Policies attached to it are detached. */
final class DeleteOrganizationalUnit implements Operation.Writing<UnitRef> {

    private static final Page.Request ONE = new Page.Request(Optional.empty(), 1);

    @Override
    public String name() {
        return "DeleteOrganizationalUnit";
    }

    @Override
    public UnitRef read(Struct input) {
        return UnitRef.read(input);
    }

    @Override
    public List<Target> targets(UnitRef request, Call call, Snapshot snapshot) {
        return List.of(request.target(name(), call, snapshot));
    }

    @Override
    public Struct perform(
            UnitRef request, Call call, List<Target> targets, Transaction transaction) {
        var organization = Standing.requireManagement(call, transaction);
        var unit = request.get(organization, transaction);
        var units = transaction.organizationalUnits();
        var holdsNothing = units.under(unit.id(), ONE).items().isEmpty()
                && transaction.organizations().membersOf(unit.id(), ONE).items().isEmpty();
        if (!holdsNothing) {
            throw OrganizationsError.ORGANIZATIONAL_UNIT_NOT_EMPTY.because(
                    "The specified OU is not empty. Move all accounts to another root or to other"
                            + " OUs, remove all child OUs, and try the operation again.");
        }
        units.delete(unit);
        return Struct.empty();
    }
}
