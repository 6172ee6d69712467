package dev.keyward.policy.explain;

import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.Principal;
import dev.keyward.policy.decide.Decision;
import dev.keyward.policy.decide.Decision.Allow;
import dev.keyward.policy.decide.Decision.Denial;
import dev.keyward.policy.decide.Decision.ExplicitDeny;
import dev.keyward.policy.decide.Decision.ImplicitDeny;
import dev.keyward.policy.decide.Decision.Told;
import dev.keyward.policy.decide.KeyTerms;
import dev.keyward.policy.decide.Question;
import dev.keyward.policy.decide.Source;
import dev.keyward.policy.match.PrincipalMatch;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The rules once more, read off the layers of an explanation in the order in which AWS tells them.
 *
 * <p>Source: IAM User Guide, "Policy evaluation logic"; KMS Developer Guide, "Troubleshooting key access".
 */
final class PlainRules {

    private static final List<PolicyKind> CEILINGS = List.of(
            PolicyKind.RESOURCE_CONTROL, PolicyKind.SERVICE_CONTROL, PolicyKind.VPC_ENDPOINT);

    private static final PrincipalMatch[] IN_PERSON = {PrincipalMatch.ITSELF, PrincipalMatch.ANYONE
    };
    private static final PrincipalMatch[] AS_WHAT_IT_ACTS = {
        PrincipalMatch.ROLE, PrincipalMatch.SESSION_MAKER
    };

    private final Question question;
    private final List<ExplainedLayer> layers;
    private final List<ExplainedGrant> granting;

    PlainRules(Question question, List<ExplainedLayer> layers) {
        this.question = question;
        this.layers = layers.stream().filter(ExplainedLayer::isHeard).toList();
        this.granting = of(PolicyKind.GRANT)
                .flatMap(layer -> layer.grants().stream())
                .filter(ExplainedGrant::allows)
                .toList();
    }

    Decision decide() {
        var foreign = question.request().isForeign();
        return switch (question.rule()) {
            case Question.OfAccount _ -> foreign ? foreignAccount() : ownAccount();
            case Question.OfKey _, Question.OfTrust _, Question.OfRetire _ ->
                foreign ? foreignGuarded() : ownGuarded();
            case Question.OfUnknownKey _ -> foreignGuarded();
        };
    }

    private Decision ownAccount() {
        if (deny(_ -> true).isPresent()) {
            return denied(deny(_ -> true).get());
        }
        var ceiling = closedCeilings().findFirst();
        if (ceiling.isPresent()) {
            return missing(ceiling.get());
        }
        var direct = resource(IN_PERSON);
        if (direct.isPresent()) {
            return allowed(direct);
        }
        if (callerIsRoot()) {
            return new Allow(List.of());
        }
        var own = allow(PolicyKind.IDENTITY).or(() -> resource(AS_WHAT_IT_ACTS));
        if (own.isEmpty()) {
            return missing(PolicyKind.IDENTITY);
        }
        return closedCap().<Decision>map(PlainRules::missing).orElseGet(() -> allowed(own));
    }

    private Decision foreignAccount() {
        if (deny(_ -> true).isPresent()) {
            return denied(deny(_ -> true).get());
        }
        var refusal = closedCeilings().findFirst().or(this::missingOfCaller);
        if (refusal.isPresent()) {
            return missing(refusal.get());
        }
        var resource = resource(PrincipalMatch.values());
        return resource.isEmpty()
                ? missing(PolicyKind.KEY_POLICY)
                : allowed(allow(PolicyKind.IDENTITY), resource);
    }

    private Decision ownGuarded() {
        if (deny(_ -> true).isPresent()) {
            return denied(deny(_ -> true).get());
        }
        var ceiling = closedCeilings().findFirst();
        if (ceiling.isPresent()) {
            return missing(ceiling.get());
        }
        var direct = resource(IN_PERSON).or(() -> grant(IN_PERSON));
        if (direct.isPresent()) {
            return allowed(direct);
        }
        var account = resource(PrincipalMatch.ACCOUNT).or(() -> grant(PrincipalMatch.ACCOUNT));
        if (callerIsRoot() && account.isPresent()) {
            return allowed(account);
        }
        var named = resource(AS_WHAT_IT_ACTS).or(() -> grant(AS_WHAT_IT_ACTS));
        var identity = allow(PolicyKind.IDENTITY);
        if (named.isEmpty() && account.isEmpty()) {
            return missing(guard());
        }
        if (named.isEmpty() && identity.isEmpty()) {
            return missing(PolicyKind.IDENTITY);
        }
        if (closedCap().isPresent()) {
            return missing(closedCap().get());
        }
        return named.isPresent() ? allowed(named) : allowed(account, identity);
    }

    private Decision foreignGuarded() {
        var refusal = refusalOf(Side.CALLER);
        if (refusal.isPresent() && refusal.get() instanceof ExplicitDeny) {
            return refusal.get();
        }
        var deny = deny(layer -> layer.side() == Side.RESOURCE);
        if (deny.isPresent()) {
            var told = refusal.map(Denial::told).orElseGet(Told.Hidden::new);
            return new ExplicitDeny(deny.get(), told);
        }
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (refusalOf(Side.RESOURCE).isPresent()) {
            return hidden(
                    isClosed(PolicyKind.RESOURCE_CONTROL) ? PolicyKind.RESOURCE_CONTROL : guard());
        }
        var granted = grantInPersonOrAs();
        return granted.isPresent()
                ? allowed(granted)
                : allowed(
                        allow(PolicyKind.IDENTITY),
                        resource(PrincipalMatch.values()).or(() -> grant(PrincipalMatch.ACCOUNT)));
    }

    /** What one side by itself refuses a caller of another account. */
    Optional<Denial> refusalOf(Side side) {
        var deny = deny(layer -> layer.side() == side);
        if (deny.isPresent()) {
            return Optional.of(denied(deny.get()));
        }
        var closed = closedCeilings().filter(kind -> Side.of(kind) == side).findFirst();
        return switch (side) {
            case CALLER -> closed.or(this::missingOfCaller).map(PlainRules::missing);
            case RESOURCE -> closed.or(this::missingOfResource).map(PlainRules::missing);
        };
    }

    private Optional<PolicyKind> missingOfCaller() {
        if (allow(PolicyKind.IDENTITY).isEmpty()
                && !callerIsRoot()
                && grantInPersonOrAs().isEmpty()) {
            return Optional.of(PolicyKind.IDENTITY);
        }
        return closedCap();
    }

    private Optional<PolicyKind> missingOfResource() {
        return !isOutOfReach()
                        && resource(PrincipalMatch.values())
                                .or(() -> grant(PrincipalMatch.values()))
                                .isPresent()
                ? Optional.empty()
                : Optional.of(guard());
    }

    boolean isOutOfReach() {
        return switch (question.rule()) {
            case Question.OfUnknownKey _ -> true;
            case Question.OfKey(var terms) ->
                question.request().isForeign() && terms.reach() == KeyTerms.Reach.OWN_ACCOUNT;
            case Question.OfAccount _, Question.OfTrust _, Question.OfRetire _ -> false;
        };
    }

    PolicyKind guard() {
        return question.rule() instanceof Question.OfTrust
                ? PolicyKind.TRUST
                : PolicyKind.KEY_POLICY;
    }

    boolean callerIsRoot() {
        return question.request().principal() instanceof Principal.Root;
    }

    /** Whether the caller is named in person, so that it needs no permissions of its own. */
    boolean isNamedInPerson() {
        return resource(IN_PERSON).or(() -> grant(IN_PERSON)).isPresent();
    }

    /** Whether the resource's policy or a grant names the caller's role, or the user behind its session. */
    boolean isNamedAsWhatItActs() {
        return resource(AS_WHAT_IT_ACTS).or(() -> grant(AS_WHAT_IT_ACTS)).isPresent();
    }

    Optional<Source> grantInPersonOrAs() {
        return grant(IN_PERSON).or(() -> grant(AS_WHAT_IT_ACTS));
    }

    /** The first statement that denies, in the order of evaluation. */
    private Optional<Source> deny(Predicate<ExplainedLayer> where) {
        return layers.stream()
                .filter(where)
                .flatMap(layer -> layer.statements().stream())
                .filter(ExplainedStatement::denies)
                .map(ExplainedStatement::source)
                .findFirst();
    }

    private Optional<Source> allow(PolicyKind kind) {
        return of(kind).flatMap(layer -> layer.statements().stream())
                .filter(ExplainedStatement::allows)
                .map(ExplainedStatement::source)
                .findFirst();
    }

    /** The first statement of the resource's policy that allows in the first of these ways that one does. */
    private Optional<Source> resource(PrincipalMatch... ways) {
        return Arrays.stream(ways)
                .flatMap(way -> layers.stream()
                        .filter(ExplainedLayer::isOfResource)
                        .flatMap(layer -> layer.statements().stream())
                        .filter(one -> one.allows() && one.principal() == way))
                .map(ExplainedStatement::source)
                .findFirst();
    }

    /** The first grant that does, of those that name the caller in one of these ways. */
    private Optional<Source> grant(PrincipalMatch... ways) {
        return granting.stream()
                .filter(one -> List.of(ways).contains(one.grantee()))
                .map(ExplainedGrant::source)
                .findFirst();
    }

    private Stream<ExplainedLayer> of(PolicyKind kind) {
        return layers.stream().filter(layer -> layer.kind() == kind);
    }

    private Stream<PolicyKind> closedCeilings() {
        return CEILINGS.stream().filter(this::isClosed);
    }

    /** Whether a layer of that kind is there and does not allow. */
    private boolean isClosed(PolicyKind kind) {
        return of(kind).anyMatch(layer -> layer.word() != Word.NOT_PRESENT
                && layer.statements().stream().noneMatch(ExplainedStatement::allows));
    }

    /** A federated user has what its session policies allow, and so nothing without any. */
    private Optional<PolicyKind> closedCap() {
        if (isClosed(PolicyKind.PERMISSIONS_BOUNDARY)) {
            return Optional.of(PolicyKind.PERMISSIONS_BOUNDARY);
        }
        var hasOnlySession = question.request().principal() instanceof Principal.FederatedUser;
        return isClosed(PolicyKind.SESSION)
                        || (hasOnlySession && allow(PolicyKind.SESSION).isEmpty())
                ? Optional.of(PolicyKind.SESSION)
                : Optional.empty();
    }

    private static Denial denied(Source source) {
        return new ExplicitDeny(source, new Told.Denied(source));
    }

    private static Denial missing(PolicyKind kind) {
        return new ImplicitDeny(kind, new Told.Missing(kind));
    }

    private static Denial hidden(PolicyKind kind) {
        return new ImplicitDeny(kind, new Told.Hidden());
    }

    private static Decision allowed(Optional<Source> by) {
        return new Allow(by.stream().toList());
    }

    private static Decision allowed(Optional<Source> by, Optional<Source> with) {
        return new Allow(Stream.of(by, with).flatMap(Optional::stream).toList());
    }
}
