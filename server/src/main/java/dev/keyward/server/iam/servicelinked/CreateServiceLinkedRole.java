package dev.keyward.server.iam.servicelinked;

import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.IamError;
import dev.keyward.server.iam.common.NewEntity;
import dev.keyward.server.iam.common.OwnerKind;
import dev.keyward.server.iam.common.ServiceLinkedRoles;
import dev.keyward.server.iam.common.UniqueIds;
import dev.keyward.server.iam.role.RoleShapes;
import dev.keyward.server.model.Role;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A role that a service may assume and that only the service may change.
 *
 * <p>Source: IAM User Guide, "Create a service-linked role".
 */
final class CreateServiceLinkedRole implements Operation.Writing<CreateServiceLinkedRole.Request> {

    private static final int SESSION_SECONDS = 3_600;
    private static final int MOST_OF_NAME = 64;

    private final UniqueIds ids;

    CreateServiceLinkedRole(UniqueIds ids) {
        this.ids = ids;
    }

    record Request(LinkedService service, String roleName, String description) {

        String path() {
            return ServiceLinkedRoles.PATH + service.name() + "/";
        }
    }

    @Override
    public String name() {
        return "CreateServiceLinkedRole";
    }

    @Override
    public Request read(Struct input) {
        var name = input.requiredText("AWSServiceName");
        var service = LinkedService.find(name)
                .orElseThrow(() -> IamError.INVALID_INPUT.because(
                        "no service-linked role of " + name + " is known here"));
        return new Request(
                service,
                roleName(service, input.text("CustomSuffix")),
                input.text("Description").orElse(service.description()));
    }

    private static String roleName(LinkedService service, Optional<String> suffix) {
        if (suffix.isPresent() && !service.takesSuffix()) {
            throw IamError.INVALID_INPUT.because(
                    "Custom suffix is not allowed for " + service.name());
        }
        var name = service.role() + suffix.map(text -> "_" + text).orElse("");
        if (name.length() > MOST_OF_NAME) {
            throw IamError.INVALID_INPUT.because(
                    "the role name " + name + " has more than " + MOST_OF_NAME + " characters");
        }
        return name;
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return List.of(new Target(
                "iam:" + name(),
                Target.Named.of(
                        OwnerKind.ROLE.arn(call.account(), request.path(), request.roleName())),
                ContextKeys.builder()
                        .single("iam:AWSServiceName", request.service().name())
                        .build()));
    }

    @Override
    public Struct perform(
            Request request, Call call, List<Target> targets, Transaction transaction) {
        if (transaction.roles().find(call.account(), request.roleName()).isPresent()) {
            throw IamError.INVALID_INPUT.because("Service role name " + request.roleName()
                    + " has been taken in this account, please try a different suffix.");
        }
        var role = new Role(
                call.account(),
                request.path(),
                request.roleName(),
                ids.fresh(OwnerKind.ROLE.idPrefix()),
                NewEntity.created(call),
                request.service().trustPolicy(),
                request.description(),
                SESSION_SECONDS,
                Collections.emptySortedMap(),
                Optional.empty());
        transaction.roles().insert(role);
        request.service().policyArn().ifPresent(arn -> transaction.attachments().attach(role, arn));
        return Struct.builder()
                .put("Role", RoleShapes.basics(role, transaction).build())
                .build();
    }
}
