package dev.keyward.server.iam.owner;

import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.OwnerKind;
import dev.keyward.server.iam.common.OwnerRef;
import dev.keyward.server.model.PolicyOwner;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * UpdateUser and UpdateGroup: another name, another path. All that hangs on the entity stays, since
 * it hangs on its unique id.
 */
final class RenameOwner implements Operation.Writing<RenameOwner.Request> {

    private final OwnerKind kind;

    RenameOwner(OwnerKind kind) {
        this.kind = kind;
    }

    record Request(OwnerRef owner, Optional<String> newPath, Optional<String> newName) {}

    @Override
    public String name() {
        return "Update" + kind.word();
    }

    @Override
    public Request read(Struct input) {
        return new Request(
                OwnerRef.read(kind, input),
                input.text("NewPath"),
                input.text("New" + kind.nameMember()));
    }

    /** Both what it is and what it would become must be allowed. */
    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        var targets = new ArrayList<Target>();
        targets.add(request.owner().target(name(), call, snapshot));
        var found = request.owner().find(call, snapshot);
        if (found.isPresent()) {
            var after = renamed(found.get(), request);
            if (!after.arn().equals(found.get().arn())) {
                targets.add(new Target(
                        "iam:" + name(), Target.Named.of(after.arn()), ContextKeys.empty()));
            }
        }
        return targets;
    }

    @Override
    public Struct perform(
            Request request, Call call, List<Target> targets, Transaction transaction) {
        var owner = request.owner().get(call, transaction);
        var after = renamed(owner, request);
        // Another case of the same name is taken by the entity itself.
        if (!after.name().equalsIgnoreCase(owner.name())) {
            kind.requireFree(transaction, call.account(), after.name());
        }
        OwnerKind.update(transaction, after);
        return Struct.empty();
    }

    private static PolicyOwner renamed(PolicyOwner owner, Request request) {
        return owner.renamed(
                request.newPath().orElse(owner.path()), request.newName().orElse(owner.name()));
    }
}
