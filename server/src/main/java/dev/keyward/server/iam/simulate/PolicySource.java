package dev.keyward.server.iam.simulate;

import dev.keyward.policy.Arn;
import dev.keyward.policy.ContextKeys;
import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.decide.NamedPolicy;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.ManagedVersions;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.IamError;
import dev.keyward.server.iam.common.OwnerKind;
import dev.keyward.server.iam.common.OwnerRef;
import dev.keyward.server.iam.common.PolicyRef;
import dev.keyward.server.model.Group;
import dev.keyward.server.model.IamPrincipal;
import dev.keyward.server.model.PolicyOwner;
import dev.keyward.server.model.User;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.ServiceException;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The user, group or role whose policies are asked about, by its ARN. Inline policies are called by their
 * owner's kind and name and their own, managed ones by their name, as IAM does.
 */
public record PolicySource(OwnerKind kind, Arn arn) {

    /**
     * The entity of that ARN.
     *
     * @throws ServiceException {@code InvalidInput} if it is no ARN of a user, group or role
     */
    public static PolicySource of(String text) {
        if (Arn.isArn(text)) {
            var arn = Arn.parse(text);
            for (var kind : OwnerKind.values()) {
                if (arn.service().equals("iam")
                        && arn.region().isEmpty()
                        && arn.resource().startsWith(kind.noun() + "/")
                        && !arn.resource().endsWith("/")) {
                    return new PolicySource(kind, arn);
                }
            }
        }
        throw IamError.INVALID_INPUT.because(
                "Invalid Entity Arn: " + text + " does not clearly define entity type and name.");
    }

    private OwnerRef ref() {
        var name = arn.resource().substring(arn.resource().lastIndexOf('/') + 1);
        return new OwnerRef(kind, name);
    }

    private boolean isOf(Call call) {
        return arn.account().equals(call.account().value());
    }

    /** The action on the entity, or on what would have this ARN. */
    public Target target(String operation, Call call, Snapshot snapshot) {
        return isOf(call)
                ? ref().target(operation, call, snapshot)
                : new Target("iam:" + operation, Target.Named.of(arn), ContextKeys.empty());
    }

    /**
     * The entity.
     *
     * @throws ServiceException {@code NoSuchEntity} if there is none of exactly that ARN
     */
    public PolicyOwner get(Call call, Snapshot snapshot) {
        // Names are found without regard to case and path, ARNs are compared exactly.
        return (isOf(call) ? ref().find(call, snapshot) : Optional.<PolicyOwner>empty())
                .map(PolicyOwner.class::cast)
                .filter(found -> found.arn().equals(arn))
                .orElseThrow(() -> IamError.NO_SUCH_ENTITY.because(
                        "The " + kind.noun() + " with name " + ref().name() + " cannot be found."));
    }

    /** The entity's own policies and, for a user, those of its groups. */
    static List<NamedPolicy> policies(PolicyOwner owner, Snapshot snapshot) {
        var policies = new ArrayList<NamedPolicy>();
        addOwn(policies, owner, snapshot);
        if (owner instanceof User user) {
            for (Group group : snapshot.groups().ofUser(user.id())) {
                addOwn(policies, group, snapshot);
            }
        }
        return policies;
    }

    private static void addOwn(List<NamedPolicy> policies, PolicyOwner owner, Snapshot snapshot) {
        var prefix = OwnerKind.of(owner).noun() + "_" + owner.name() + "_";
        for (var inline : snapshot.inlinePolicies().list(owner.id())) {
            policies.add(GivenPolicy.stored(
                    prefix + inline.name(), inline.document(), PolicyKind.IDENTITY));
        }
        for (var policyArn : snapshot.attachments().policiesOf(owner.id())) {
            ManagedVersions.inForce(policyArn, snapshot)
                    .map(version -> GivenPolicy.stored(
                            PolicyRef.nameOf(policyArn), version.document(), PolicyKind.IDENTITY))
                    .ifPresent(policies::add);
        }
    }

    /** The permissions boundary that the entity has; one that is gone allows nothing. */
    static Optional<NamedPolicy> boundary(PolicyOwner owner, Snapshot snapshot) {
        if (!(owner instanceof IamPrincipal principal)) {
            return Optional.empty();
        }
        return principal
                .permissionsBoundary()
                .map(Arn::parse)
                .map(boundary -> GivenPolicy.stored(
                        PolicyRef.nameOf(boundary),
                        ManagedVersions.inForce(boundary, snapshot)
                                .map(version -> version.document())
                                .orElse(
                                        "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Deny\","
                                                + "\"Action\":\"*\",\"Resource\":\"*\"}}"),
                        PolicyKind.PERMISSIONS_BOUNDARY));
    }
}
