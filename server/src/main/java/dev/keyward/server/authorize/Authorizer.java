package dev.keyward.server.authorize;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.AuthorizationRequest;
import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.Principal;
import dev.keyward.policy.decide.Decision;
import dev.keyward.policy.decide.DenialMessage;
import dev.keyward.policy.decide.Grants;
import dev.keyward.policy.decide.KeyTerms;
import dev.keyward.policy.decide.NamedPolicy;
import dev.keyward.policy.decide.Policies;
import dev.keyward.policy.decide.Question;
import dev.keyward.policy.decide.Wording;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.model.Role;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.ServiceException;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Decides whether a caller may do what an operation asks for: gathers the policies that apply and
 * the condition keys of the request, and asks the rule for each target's kind of resource.
 *
 * <p>Safe for use by many threads.
 */
public final class Authorizer {

    private static final String CREATE_GRANT = "kms:CreateGrant";

    private final CompiledPolicies compiled = new CompiledPolicies();
    private final PolicyGathering gathering = new PolicyGathering(compiled);
    private final Ceilings ceilings = new Ceilings(compiled);
    private final KeyGrants keyGrants = new KeyGrants();

    /**
     * Why a call is refused.
     *
     * @param question which was answered with {@code denial}; what it holds was read in the call's
     *     transaction
     * @param text AWS's, for the client
     */
    public record Refusal(Question question, Decision.Denial denial, String text) {

        /** The kind of policy that denied, or that allowed nothing. */
        public PolicyKind layer() {
            return switch (denial) {
                case Decision.ExplicitDeny deny -> deny.source().kind();
                case Decision.ImplicitDeny deny -> deny.missing();
            };
        }

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
     * allowed everything and that nothing is granted: it names the caller, or leaves the choice to the
     * caller's account.
     */
    public boolean keyPolicyAllows(Call call, Target target, Snapshot snapshot) {
        var everything = Policies.none()
                .withIdentity(List.of(everything(PolicyKind.IDENTITY)))
                .withSession(List.of(everything(PolicyKind.SESSION)));
        var gathered = gather(call, snapshot).asking((_, _) -> everything, _ -> Grants.none());
        return question(target, gathered).decide().isAllowed();
    }

    private NamedPolicy everything(PolicyKind kind) {
        return compiled.compile(kind, CompiledPolicies.ALLOW_EVERYTHING, "everything");
    }

    /** What all targets of a call have in common. */
    private record Gathered(
            Call call,
            BiFunction<Target, Ceiling, Policies> policies,
            Function<KmsKey, Grants> grants,
            Function<AccountId, Ceiling> ceilings,
            RequestKeys keys) {

        /** The same call, were there other policies and grants. */
        Gathered asking(
                BiFunction<Target, Ceiling, Policies> otherPolicies,
                Function<KmsKey, Grants> otherGrants) {
            return new Gathered(call, otherPolicies, otherGrants, ceilings, keys);
        }
    }

    private Gathered gather(Call call, Snapshot snapshot) {
        var caller = call.caller().principal();
        var identity = gathering.of(caller, snapshot);
        var ceiling = ceilings.over(call.account(), snapshot);
        var limits = ofCaller(call, identity, ceiling, snapshot);
        var passage =
                Passage.of(call.origin(), snapshot, account -> ceilings.over(account, snapshot));
        var policies = passage.map(through -> limits.withVpcEndpoint(through.policy(compiled)))
                .orElse(limits);
        return new Gathered(
                call,
                (target, over) -> Ceilings.reach(target, caller)
                        ? policies.and(over.overResources())
                        : policies,
                key -> keyGrants.to(caller, key, snapshot),
                owner -> ceilings.over(owner, snapshot),
                new RequestKeys(call, identity, ceiling, passage));
    }

    /** What limits the caller, whatever it asks for. */
    private Policies ofCaller(Call call, Identity identity, Ceiling ceiling, Snapshot snapshot) {
        var policies = identity.policies();
        if (Ceilings.limit(call.caller().principal())) {
            policies = policies.and(ceiling.overCallers());
        }
        if (call.caller().session().isPresent()) {
            var session = call.caller().session().get();
            policies = policies.withSession(
                    gathering.ofSession(session.policies(), call.account(), snapshot));
        }
        return policies;
    }

    private Optional<Refusal> refusal(Target target, Gathered gathered) {
        var question = question(target, gathered);
        return switch (question.decide()) {
            case Decision.Allow _ -> Optional.empty();
            case Decision.Denial denial ->
                Optional.of(new Refusal(
                        question, denial, text(target.resource(), question.request(), denial)));
        };
    }

    private Question question(Target target, Gathered gathered) {
        var call = gathered.call();
        var resource = target.resource();
        var owner = resource.owner(call.account());
        var over = gathered.ceilings().apply(owner);
        var request = new AuthorizationRequest(
                call.caller().principal(),
                target.action(),
                resource.text(),
                owner,
                gathered.keys().of(target, over));
        var policies = gathered.policies().apply(target, over);
        return switch (resource) {
            case Target.Anything _, Target.Named _ ->
                new Question(new Question.OfAccount(), request, policies);
            case Target.Key key ->
                new Question(
                        new Question.OfKey(terms(key, target, gathered)),
                        request,
                        withKeyPolicy(policies, key.key()));
            case Target.Retirable retirable ->
                new Question(
                        new Question.OfRetire(JudgedGrants.retirable(retirable.grant())),
                        request,
                        policies);
            case Target.UnknownKey _ ->
                new Question(new Question.OfUnknownKey(), request, policies);
            case Target.Trust trust ->
                new Question(
                        new Question.OfTrust(), request, withTrustPolicy(policies, trust.role()));
            case Target.UnknownRole _ -> new Question(new Question.OfTrust(), request, policies);
        };
    }

    private static KeyTerms terms(Target.Key key, Target target, Gathered gathered) {
        var grants = gathered.grants().apply(key.key());
        if (grants.all().isEmpty()) {
            return KeyTerms.of(reach(key));
        }
        if (target.action().equals(CREATE_GRANT)) {
            var permitting = grants.permitting(JudgedGrants.child(target.keys()));
            return new KeyTerms(reach(key), permitting, Map.of());
        }
        return new KeyTerms(reach(key), grants, JudgedGrants.encryptionContext(target.keys()));
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
            case Target.Retirable _ -> DenialMessage.of(request, denial, Wording.ON_RESOURCE);
            case Target.UnknownKey key -> DenialMessage.of(request, denial, wording(key.mention()));
            case Target.Trust _, Target.UnknownRole _ ->
                DenialMessage.of(request, denial, ofRole(request));
        };
    }

    /** Whom an identity provider vouches for has no name yet that a refusal could tell. */
    private static Wording ofRole(AuthorizationRequest request) {
        return request.principal() instanceof Principal.Federated
                ? Wording.ACTION_ONLY
                : Wording.WITHOUT_REASON;
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
}
