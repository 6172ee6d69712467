package dev.keyward.server.authorize;

import dev.keyward.policy.AuthorizationRequest;
import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.decide.AccountRule;
import dev.keyward.policy.decide.Decision;
import dev.keyward.policy.decide.DenialMessage;
import dev.keyward.policy.decide.KeyRule;
import dev.keyward.policy.decide.KeyTerms;
import dev.keyward.policy.decide.NamedPolicy;
import dev.keyward.policy.decide.Policies;
import dev.keyward.policy.decide.TrustRule;
import dev.keyward.policy.decide.Wording;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.model.Role;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.ServiceException;

import java.util.List;
import java.util.Optional;

/**
 * Decides whether a caller may do what an operation asks for: gathers the policies that apply and
 * the condition keys of the request, and asks the rule for each target's kind of resource.
 *
 * <p>Safe for use by many threads.
 */
public final class Authorizer {

    private static final String ALLOW_EVERYTHING = """
            {"Version": "2012-10-17",
             "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}""";

    private final CompiledPolicies compiled = new CompiledPolicies();
    private final PolicyGathering gathering = new PolicyGathering(compiled);

    /**
     * Why a call is refused.
     *
     * @param text AWS's, for the client
     * @param layer the kind of policy that denied, or that allowed nothing
     */
    public record Refusal(String action, String text, PolicyKind layer) {

        /** The error to answer with: {@code AccessDeniedException} or {@code AccessDenied}. */
        public ServiceException exception() {
            return CommonError.ACCESS_DENIED.because(text);
        }
    }

    /** The first target that is not allowed, as a refusal; empty if all of them are. */
    public Optional<Refusal> refusal(Call call, List<Target> targets, Snapshot snapshot) {
        if (targets.isEmpty()) {
            return Optional.empty();
        }
        var gathered = gather(call, snapshot);
        for (var target : targets) {
            var refusal = refusal(target, gathered);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return Optional.empty();
    }

    /**
     * Whether a key's policy alone lets the caller's action on it pass, be it that every other policy
     * allowed everything: it names the caller, or leaves the choice to the caller's account.
     */
    public boolean keyPolicyAllows(Call call, Target target, Snapshot snapshot) {
        var gathered = gather(call, snapshot);
        var everything = Policies.none()
                .withIdentity(List.of(everything(PolicyKind.IDENTITY)))
                .withSession(List.of(everything(PolicyKind.SESSION)));
        return decide(target.resource(), request(target, gathered), everything).isAllowed();
    }

    private NamedPolicy everything(PolicyKind kind) {
        return compiled.compile(kind, ALLOW_EVERYTHING, "everything");
    }

    /** What all targets of a call have in common. */
    private record Gathered(Call call, Policies policies, RequestKeys keys) {}

    private Gathered gather(Call call, Snapshot snapshot) {
        var identity = gathering.of(call.caller().principal(), snapshot);
        var policies = identity.policies();
        if (call.caller().session().isPresent()) {
            var session = call.caller().session().get();
            policies = policies.withSession(
                    gathering.ofSession(session.policies(), call.account(), snapshot));
        }
        return new Gathered(call, policies, new RequestKeys(call, identity));
    }

    private Optional<Refusal> refusal(Target target, Gathered gathered) {
        var request = request(target, gathered);
        var decision = decide(target.resource(), request, gathered.policies());
        return switch (decision) {
            case Decision.Allow _ -> Optional.empty();
            case Decision.Denial denial ->
                Optional.of(new Refusal(
                        target.action(), text(target.resource(), request, denial), layer(denial)));
        };
    }

    private static AuthorizationRequest request(Target target, Gathered gathered) {
        var call = gathered.call();
        return new AuthorizationRequest(
                call.caller().principal(),
                target.action(),
                target.resource().text(),
                target.resource().owner(call.account()),
                gathered.keys().of(target));
    }

    private Decision decide(
            Target.Resource resource, AuthorizationRequest request, Policies policies) {
        return switch (resource) {
            case Target.Anything _, Target.Named _ -> AccountRule.decide(request, policies);
            case Target.Key key ->
                KeyRule.decide(
                        request, withKeyPolicy(policies, key.key()), KeyTerms.of(reach(key)));
            case Target.UnknownKey _ -> KeyRule.decideUnknown(request, policies);
            case Target.Trust trust ->
                TrustRule.decide(request, withTrustPolicy(policies, trust.role()));
            case Target.UnknownRole _ -> TrustRule.decide(request, policies);
        };
    }

    private static KeyTerms.Reach reach(Target.Key key) {
        return switch (key.reach()) {
            case OWN_ACCOUNT -> KeyTerms.Reach.OWN_ACCOUNT;
            case OTHER_ACCOUNTS -> KeyTerms.Reach.ANY_ACCOUNT;
        };
    }

    private Policies withKeyPolicy(Policies policies, KmsKey key) {
        return policies.withResource(
                compiled.compile(PolicyKind.KEY_POLICY, key.policy(), key.id()));
    }

    private Policies withTrustPolicy(Policies policies, Role role) {
        return policies.withResource(
                compiled.compile(PolicyKind.TRUST, role.trustPolicy(), role.id()));
    }

    private static String text(
            Target.Resource resource, AuthorizationRequest request, Decision.Denial denial) {
        return switch (resource) {
            case Target.Anything anything ->
                DenialMessage.of(
                        request,
                        denial,
                        anything.mention().isEmpty()
                                ? Wording.WITHOUT_RESOURCE
                                : Wording.ON_RESOURCE);
            case Target.Named named ->
                DenialMessage.of(mentioning(named, request), denial, Wording.ON_RESOURCE);
            case Target.Key key -> DenialMessage.of(request, denial, wording(key.mention()));
            case Target.UnknownKey key -> DenialMessage.of(request, denial, wording(key.mention()));
            case Target.Trust _, Target.UnknownRole _ ->
                DenialMessage.of(request, denial, Wording.WITHOUT_REASON);
        };
    }

    private static AuthorizationRequest mentioning(
            Target.Named named, AuthorizationRequest request) {
        return new AuthorizationRequest(
                request.principal(),
                request.action(),
                named.mention(),
                request.resourceAccount(),
                request.context());
    }

    private static Wording wording(Target.Mention mention) {
        return switch (mention) {
            case BY_KEY_ID -> Wording.ON_RESOURCE;
            case BY_CIPHERTEXT -> Wording.ON_CIPHERTEXT;
        };
    }

    private static PolicyKind layer(Decision.Denial denial) {
        return switch (denial) {
            case Decision.ExplicitDeny deny -> deny.source().kind();
            case Decision.ImplicitDeny deny -> deny.missing();
        };
    }
}
