package dev.keyward.server.iam.simulate;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;
import dev.keyward.policy.ContextKeys;
import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.decide.NamedPolicy;
import dev.keyward.policy.match.PrincipalSet;
import dev.keyward.server.iam.common.IamError;
import dev.keyward.server.iam.common.OwnerKind;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.Optional;

/**
 * What a simulation is told.
 *
 * @param resources {@code *} or ARNs, which may hold wildcards
 * @param owner of the resources whose ARNs do not tell, and of the resource's policy
 * @param caller the ARN of a user, which need not exist
 * @param keys what the request brings beside what tells of the caller
 */
record SimulationInput(
        List<String> actions,
        List<String> resources,
        List<NamedPolicy> identity,
        Optional<NamedPolicy> boundary,
        Optional<NamedPolicy> resourcePolicy,
        Optional<AccountId> owner,
        Optional<Arn> caller,
        ContextKeys keys) {

    private static final String ANY = "*";
    private static final String RESOURCE_POLICY = "ResourcePolicy";
    private static final String BOUNDARIES = "PermissionsBoundaryPolicyInputList";

    SimulationInput {
        actions = List.copyOf(actions);
        resources = List.copyOf(resources);
        identity = List.copyOf(identity);
    }

    /**
     * Reads it.
     *
     * @throws ServiceException {@code InvalidInput}
     */
    static SimulationInput read(Struct input, Optional<PolicySource> source) {
        var caller = input.text("CallerArn").map(SimulationInput::caller);
        var resourcePolicy = input.text(RESOURCE_POLICY)
                .map(text -> GivenPolicy.given(RESOURCE_POLICY, text, PolicyKind.KEY_POLICY));
        var callerIsKnown = caller.isPresent()
                || source.filter(entity -> entity.kind() == OwnerKind.USER).isPresent();
        if (resourcePolicy.isPresent() && !callerIsKnown) {
            throw IamError.INVALID_INPUT.because("a ResourcePolicy needs the CallerArn of a user");
        }
        return new SimulationInput(
                actions(input),
                resources(input),
                GivenPolicy.list(input, "PolicyInputList", PolicyKind.IDENTITY),
                boundary(input),
                resourcePolicy,
                input.text("ResourceOwner").map(SimulationInput::owner),
                caller,
                ContextEntries.read(input));
    }

    private static List<String> actions(Struct input) {
        var actions = input.texts("ActionNames");
        for (var action : actions) {
            var colon = action.indexOf(':');
            if (colon <= 0
                    || colon == action.length() - 1
                    || action.indexOf(':', colon + 1) >= 0
                    || action.indexOf('*') >= 0
                    || action.indexOf('?') >= 0) {
                throw IamError.INVALID_INPUT.because(
                        "the action " + action + " is not the name of one, as iam:GetUser is");
            }
        }
        return actions;
    }

    private static List<String> resources(Struct input) {
        var resources = input.texts("ResourceArns");
        for (var resource : resources) {
            if (!resource.equals(ANY) && !Arn.isArn(resource)) {
                throw IamError.INVALID_INPUT.because(
                        "ResourceNames are not in a valid ARN format: " + resource + ".");
            }
        }
        return resources.isEmpty() ? List.of(ANY) : resources;
    }

    private static Optional<NamedPolicy> boundary(Struct input) {
        var boundaries = GivenPolicy.list(input, BOUNDARIES, PolicyKind.PERMISSIONS_BOUNDARY);
        if (boundaries.size() > 1) {
            throw IamError.INVALID_INPUT.because(
                    BOUNDARIES + " has " + boundaries.size() + " policies, at most 1 is allowed");
        }
        return boundaries.stream().findFirst();
    }

    private static AccountId owner(String text) {
        return PrincipalSet.accountOf(text)
                .filter(_ -> Arn.isArn(text))
                .orElseThrow(() -> IamError.INVALID_INPUT.because(
                        "'" + text + "' is not a valid as a Resource Owner."));
    }

    private static Arn caller(String text) {
        if (Arn.isArn(text)) {
            var arn = Arn.parse(text);
            if (arn.service().equals("iam")
                    && arn.region().isEmpty()
                    && AccountId.isAccountId(arn.account())
                    && arn.resource().startsWith("user/")
                    && !arn.resource().endsWith("/")) {
                return arn;
            }
        }
        throw IamError.INVALID_INPUT.because("the CallerArn " + text + " is not that of a user");
    }
}
