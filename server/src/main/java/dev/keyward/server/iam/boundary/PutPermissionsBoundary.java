package dev.keyward.server.iam.boundary;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.Boundaries;
import dev.keyward.server.iam.common.OwnerKind;
import dev.keyward.server.iam.common.OwnerRef;
import dev.keyward.server.model.IamPrincipal;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.Optional;

/** PutUserPermissionsBoundary and PutRolePermissionsBoundary: bounds, or replaces what bounds. */
final class PutPermissionsBoundary implements Operation.Writing<PutPermissionsBoundary.Request> {

    private final OwnerKind kind;

    PutPermissionsBoundary(OwnerKind kind) {
        this.kind = kind;
    }

    record Request(OwnerRef principal, String boundary) {}

    @Override
    public String name() {
        return "Put" + kind.word() + "PermissionsBoundary";
    }

    @Override
    public Request read(Struct input) {
        return new Request(OwnerRef.read(kind, input), input.requiredText("PermissionsBoundary"));
    }

    /** The boundary that is asked for must be allowed, whatever there was. */
    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        var keys = Boundaries.key(Optional.of(request.boundary()));
        return List.of(request.principal().target(name(), keys, call, snapshot));
    }

    @Override
    public Struct perform(
            Request request, Call call, List<Target> targets, Transaction transaction) {
        var principal = (IamPrincipal) request.principal().getModifiable(call, transaction);
        Boundaries.require(request.boundary(), call, transaction);
        OwnerKind.update(
                transaction, principal.withPermissionsBoundary(Optional.of(request.boundary())));
        return Struct.empty();
    }
}
