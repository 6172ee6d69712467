package dev.keyward.policy.decide;

import dev.keyward.policy.ContextKeys;
import dev.keyward.policy.Principal;
import dev.keyward.policy.decide.Decision.Allow;
import dev.keyward.policy.match.RequestContext;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Which grants allow a request, by the way in which they name the caller. */
final class GrantFindings {

    /** The operations for which the constraint on the encryption context does not count. */
    private static final List<String> UNCONSTRAINED =
            List.of("DescribeKey", "RetireGrant", "CreateGrant", "GetPublicKey");

    private GrantFindings() {}

    /** By a grant to the caller itself. */
    static Optional<Allow> direct(RequestContext context, KeyTerms terms) {
        return switch (context.principal()) {
            case Principal.Root _, Principal.Federated _ -> Optional.empty();
            case Principal.User user -> first(user.arn(), user.id(), context, terms);
            case Principal.AssumedRole session -> first(session.arn(), context, terms);
            case Principal.FederatedUser session -> first(session.arn(), context, terms);
            case Principal.Service service -> first(service.name(), context, terms);
        };
    }

    /** By a grant to whom the caller acts as: its role, or the user who made its session. */
    static Optional<Allow> capped(RequestContext context, KeyTerms terms) {
        return switch (context.principal()) {
            case Principal.AssumedRole session ->
                first(session.roleArn(), session.roleId(), context, terms);
            case Principal.FederatedUser session ->
                first(session.userArn(), session.userId(), context, terms);
            case Principal.Root _, Principal.User _, Principal.Federated _, Principal.Service _ ->
                Optional.empty();
        };
    }

    /** By a grant that leaves the choice to the caller's account. */
    static Optional<Allow> delegated(RequestContext context, KeyTerms terms) {
        return switch (context.principal()) {
            case Principal.Federated _, Principal.Service _ -> Optional.empty();
            case Principal.Root _,
                    Principal.User _,
                    Principal.AssumedRole _,
                    Principal.FederatedUser _ ->
                first(context.principal().account().value(), context, terms);
        };
    }

    /** By the first to somebody who may be named by ARN or by unique id. */
    private static Optional<Allow> first(
            String arn, String id, RequestContext context, KeyTerms terms) {
        var found = earlier(find(arn, context, terms), find(id, context, terms));
        return found.isPresent() ? found.get().allow() : Optional.empty();
    }

    private static Optional<Allow> first(String name, RequestContext context, KeyTerms terms) {
        var found = find(name, context, terms);
        return found.isPresent() ? found.get().allow() : Optional.empty();
    }

    private static Optional<Grants.Placed> find(
            String name, RequestContext context, KeyTerms terms) {
        var known = terms.grants().to(name);
        if (known.isEmpty()) {
            return Optional.empty();
        }
        var grantee = known.get();
        if (isOneOf(UNCONSTRAINED, context.action())) {
            return firstOf(grantee.all(), context, terms);
        }
        var found = firstOf(grantee.free(), context, terms);
        for (var byValue : grantee.byPair()) {
            var fitting = byValue.fitting(terms.encryptionContext());
            found = earlier(found, firstOf(fitting, context, terms));
        }
        return found;
    }

    /** Whichever was made first. */
    private static Optional<Grants.Placed> earlier(
            Optional<Grants.Placed> one, Optional<Grants.Placed> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() ? other : one;
        }
        return one.get().order() < other.get().order() ? one : other;
    }

    private static Optional<Grants.Placed> firstOf(
            List<Grants.Placed> grants, RequestContext context, KeyTerms terms) {
        for (var index = 0; index < grants.size(); index++) {
            if (permits(grants.get(index).grant(), context, terms)) {
                return Optional.of(grants.get(index));
            }
        }
        return Optional.empty();
    }

    private static boolean permits(Grant grant, RequestContext context, KeyTerms terms) {
        if (!isOneOf(grant.operations(), context.action())) {
            return false;
        }
        var constraint = grant.constraint();
        if (constraint.isPresent()
                && !isOneOf(UNCONSTRAINED, context.action())
                && !constraint.get().holds(terms.encryptionContext())) {
            return false;
        }
        return grant.sourceArn().isEmpty() || comesFrom(grant.sourceArn().get(), context);
    }

    /** Whether the name of {@code action}, without its service, is one of {@code operations}, in whichever case. */
    private static boolean isOneOf(Collection<String> operations, String action) {
        var start = action.indexOf(':') + 1;
        for (var operation : operations) {
            if (operation.length() == action.length() - start
                    && action.regionMatches(true, start, operation, 0, operation.length())) {
                return true;
            }
        }
        return false;
    }

    private static boolean comesFrom(String sourceArn, RequestContext context) {
        var found = context.find("aws:sourcearn");
        return found.isPresent()
                && found.get() instanceof ContextKeys.Single(var value)
                && value.equals(sourceArn);
    }
}
