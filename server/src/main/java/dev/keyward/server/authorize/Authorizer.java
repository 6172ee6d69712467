package dev.keyward.server.authorize;

import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.Principal;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.ServiceException;

import java.util.List;
import java.util.Optional;

/**
 * Decides whether a caller may do what an operation asks for: gathers the policies that apply and
 * asks the rule for each target's kind of resource.
 */
public final class Authorizer {

    /**
     * Why a call is refused.
     *
     * @param text AWS's, for the client
     * @param layer the kind of policy that denied, or that allowed nothing
     */
    public record Refusal(String action, String text, Optional<PolicyKind> layer) {

        public ServiceException exception() {
            return CommonError.ACCESS_DENIED.because(text);
        }
    }

    /** The first target that is not allowed, as a refusal; empty if all of them are. */
    public Optional<Refusal> refusal(Call call, List<Target> targets, Snapshot snapshot) {
        // Until the rules are here only the root user may do anything, in its own account.
        if (call.caller().principal() instanceof Principal.Root) {
            return Optional.empty();
        }
        return targets.stream()
                .findFirst()
                .map(target -> new Refusal(
                        target.action(),
                        "User: " + call.caller().principal().arn()
                                + " is not authorized to perform: " + target.action(),
                        Optional.empty()));
    }
}
