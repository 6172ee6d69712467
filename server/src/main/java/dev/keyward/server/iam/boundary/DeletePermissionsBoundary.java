package dev.keyward.server.iam.boundary;

import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.IamError;
import dev.keyward.server.iam.common.OwnerKind;
import dev.keyward.server.iam.common.OwnerRef;
import dev.keyward.server.model.IamPrincipal;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.Optional;

/** DeleteUserPermissionsBoundary and DeleteRolePermissionsBoundary: takes the ceiling away. */
final class DeletePermissionsBoundary implements Operation.Writing<OwnerRef> {

    private final OwnerKind kind;

    DeletePermissionsBoundary(OwnerKind kind) {
        this.kind = kind;
    }

    @Override
    public String name() {
        return "Delete" + kind.word() + "PermissionsBoundary";
    }

    @Override
    public OwnerRef read(Struct input) {
        return OwnerRef.read(kind, input);
    }

    @Override
    public List<Target> targets(OwnerRef request, Call call, Snapshot snapshot) {
        return List.of(request.policyTarget(name(), ContextKeys.empty(), call, snapshot));
    }

    @Override
    public Struct perform(
            OwnerRef request, Call call, List<Target> targets, Transaction transaction) {
        var principal = (IamPrincipal) request.getModifiable(call, transaction);
        if (principal.permissionsBoundary().isEmpty()) {
            throw IamError.NO_SUCH_ENTITY.because(
                    kind.word() + " " + principal.name() + " does not have a permission boundary.");
        }
        OwnerKind.update(transaction, principal.withPermissionsBoundary(Optional.empty()));
        return Struct.empty();
    }
}
