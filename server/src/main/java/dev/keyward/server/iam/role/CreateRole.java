package dev.keyward.server.iam.role;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.Boundaries;
import dev.keyward.server.iam.common.IamError;
import dev.keyward.server.iam.common.NewEntity;
import dev.keyward.server.iam.common.OwnerKind;
import dev.keyward.server.iam.common.Quota;
import dev.keyward.server.iam.common.ServiceLinkedRoles;
import dev.keyward.server.iam.common.UniqueIds;
import dev.keyward.server.model.Role;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.TreeMap;

/** A new role, which may do nothing yet, for whom its trust policy names. */
final class CreateRole implements Operation.Writing<CreateRole.Request> {

    private static final int DEFAULT_SESSION_SECONDS = 3_600;

    private final UniqueIds ids;

    CreateRole(UniqueIds ids) {
        this.ids = ids;
    }

    record Request(NewEntity entity, String trustPolicy, String description, int sessionSeconds) {}

    @Override
    public String name() {
        return "CreateRole";
    }

    @Override
    public Request read(Struct input) {
        var entity = NewEntity.read(OwnerKind.ROLE, input);
        if (entity.path().startsWith(ServiceLinkedRoles.PATH)) {
            throw IamError.INVALID_INPUT.because(
                    "path " + entity.path() + " is reserved for service-linked roles");
        }
        return new Request(
                entity,
                input.requiredText("AssumeRolePolicyDocument"),
                input.text("Description").orElse(""),
                input.integer("MaxSessionDuration").orElse(DEFAULT_SESSION_SECONDS));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return List.of(request.entity().target(name(), call));
    }

    @Override
    public Struct perform(
            Request request, Call call, List<Target> targets, Transaction transaction) {
        var entity = request.entity();
        var trustPolicy = TrustPolicies.stored(request.trustPolicy(), transaction);
        OwnerKind.ROLE.requireFree(transaction, call.account(), entity.name());
        entity.boundary().ifPresent(arn -> Boundaries.require(arn, call, transaction));
        Quota.ROLES_PER_ACCOUNT.require(transaction.roles().count(call.account()) + 1);
        var role = new Role(
                call.account(),
                entity.path(),
                entity.name(),
                ids.fresh(OwnerKind.ROLE.idPrefix()),
                NewEntity.created(call),
                trustPolicy,
                request.description(),
                request.sessionSeconds(),
                new TreeMap<>(entity.tags()),
                entity.boundary());
        transaction.roles().insert(role);
        return Struct.builder()
                .put("Role", RoleShapes.created(role, entity.tags(), request.trustPolicy()))
                .build();
    }
}
