package dev.keyward.server.iam.role;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.IamError;
import dev.keyward.server.iam.common.OwnerKind;
import dev.keyward.server.iam.common.OwnerRef;
import dev.keyward.server.iam.common.ServiceLinkedRoles;
import dev.keyward.server.model.Role;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.Optional;

/** Another description, another longest session; what the request leaves out stays. */
final class UpdateRole implements Operation.Writing<UpdateRole.Request> {

    record Request(OwnerRef role, Optional<String> description, Optional<Integer> sessionSeconds) {}

    @Override
    public String name() {
        return "UpdateRole";
    }

    @Override
    public Request read(Struct input) {
        return new Request(
                OwnerRef.read(OwnerKind.ROLE, input),
                input.text("Description"),
                input.integer("MaxSessionDuration"));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return List.of(request.role().target(name(), call, snapshot));
    }

    @Override
    public Struct perform(
            Request request, Call call, List<Target> targets, Transaction transaction) {
        var role = (Role) request.role().get(call, transaction);
        if (request.sessionSeconds().isPresent() && ServiceLinkedRoles.isOne(role)) {
            throw IamError.UNMODIFIABLE_ENTITY.because(role.name()
                    + " is an AWS service linked role, max session duration cannot be changed.");
        }
        transaction
                .roles()
                .update(role.described(
                        request.description().orElse(role.description()),
                        request.sessionSeconds().orElse(role.maxSessionSeconds())));
        return Struct.empty();
    }
}
