package dev.keyward.server.iam.common;

import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.model.IamPrincipal;
import dev.keyward.server.model.PolicyOwner;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

import java.util.Optional;

/** A user, group or role as a request names it; whether it exists is another question. */
public record OwnerRef(OwnerKind kind, String name) {

    /** The one that the request's {@code UserName}, {@code GroupName} or {@code RoleName} names. */
    public static OwnerRef read(OwnerKind kind, Struct input) {
        return new OwnerRef(kind, input.requiredText(kind.nameMember()));
    }

    public Optional<? extends PolicyOwner> find(Call call, Snapshot snapshot) {
        return kind.find(snapshot, call.account(), name);
    }

    /**
     * The entity.
     *
     * @throws ServiceException {@code NoSuchEntity}
     */
    public PolicyOwner get(Call call, Snapshot snapshot) {
        var found = find(call, snapshot);
        if (found.isEmpty()) {
            throw IamError.NO_SUCH_ENTITY.because(
                    "The " + kind.noun() + " with name " + name + " cannot be found.");
        }
        return found.get();
    }

    /**
     * The entity, for an operation that changes what a service may have for itself.
     *
     * @throws ServiceException {@code NoSuchEntity}; {@code UnmodifiableEntity} for a service's role
     */
    public PolicyOwner getModifiable(Call call, Snapshot snapshot) {
        var found = get(call, snapshot);
        ServiceLinkedRoles.requireModifiable(found);
        return found;
    }

    /** The action on the entity, or on what would have this name. */
    public Target target(String operation, Call call, Snapshot snapshot) {
        return target(operation, ContextKeys.empty(), call, snapshot);
    }

    /** The action on the entity, or on what would have this name, with what else the request brings. */
    public Target target(String operation, ContextKeys keys, Call call, Snapshot snapshot) {
        var named = named(call, snapshot);
        var mention = kind.noun() + " " + name;
        return new Target(
                "iam:" + operation,
                new Target.Named(named.arn(), named.resourceKeys(), mention),
                keys);
    }

    /** The right to pass the role on to a service, which a refusal tells with the ARN of the role. */
    public Target passing(ContextKeys keys, Call call, Snapshot snapshot) {
        return new Target("iam:PassRole", named(call, snapshot), keys);
    }

    private Target.Named named(Call call, Snapshot snapshot) {
        var found = find(call, snapshot);
        var arn = found.isPresent() ? found.get().arn() : kind.arn(call.account(), "/", name);
        var resourceKeys = found.isPresent() && found.get() instanceof IamPrincipal principal
                ? Tags.ofResource(principal.tags())
                : ContextKeys.empty();
        return Target.Named.of(arn, resourceKeys);
    }

    /**
     * The action on an entity whose policies it changes: with the boundary that the entity has, so that
     * an administrator's rights can be limited to those who are bounded.
     */
    public Target policyTarget(String operation, ContextKeys keys, Call call, Snapshot snapshot) {
        return target(operation, keys.with(boundary(call, snapshot)), call, snapshot);
    }

    private ContextKeys boundary(Call call, Snapshot snapshot) {
        var found = find(call, snapshot);
        return found.isPresent() && found.get() instanceof IamPrincipal principal
                ? Boundaries.key(principal.permissionsBoundary())
                : ContextKeys.empty();
    }
}
