package dev.keyward.server.authorize;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;
import dev.keyward.policy.Principal;
import dev.keyward.policy.decide.NamedPolicy;
import dev.keyward.policy.decide.Policies;
import dev.keyward.server.model.KeyManager;
import dev.keyward.server.model.Place;
import dev.keyward.server.model.Place.Level;
import dev.keyward.server.model.PolicyType;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Topic;
import dev.keyward.server.store.cache.RevisionCache;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Gathers what organizations set over accounts. What was gathered is kept until something of an
 * organization changes.
 *
 * <p>Safe for use by many threads.
 *
 * <p>Source: Organizations User Guide, "SCP evaluation" and "RCP evaluation".
 */
final class Ceilings {

    private static final int MOST_KEPT = 10_000;

    private static final String SERVICE_LINKED = "role/aws-service-role/";

    /** The services here among those whose resources a resource control policy can be about. */
    private static final Set<String> WITH_RESOURCE_CONTROL = Set.of("kms", "sts");

    private final CompiledPolicies compiled;
    private final RevisionCache<AccountId, Ceiling> kept = RevisionCache.ofEntries(MOST_KEPT);

    Ceilings(CompiledPolicies compiled) {
        this.compiled = compiled;
    }

    Ceiling over(AccountId account, Snapshot snapshot) {
        return kept.get(
                account,
                new Topic.Organizations(),
                snapshot,
                key -> snapshot.organizations()
                        .placeOf(key)
                        .map(this::gather)
                        .orElse(Ceiling.NONE));
    }

    private Ceiling gather(Place place) {
        var organization = place.organization();
        var above = place.levels().stream()
                .map(Level::id)
                .limit(place.levels().size() - 1L)
                .toList();
        var isManagement = place.member().account().equals(organization.managementAccount());
        var none = Policies.none();
        return new Ceiling(
                Optional.of(organization.id()),
                Optional.of(Ancestry.path(organization, above)),
                isManagement
                        ? none
                        : none.withServiceControl(levels(place, PolicyType.SERVICE_CONTROL_POLICY)),
                isManagement
                        ? none
                        : none.withResourceControl(
                                levels(place, PolicyType.RESOURCE_CONTROL_POLICY)));
    }

    /** Nothing at all where the type is not enabled: then it limits nothing. */
    private List<List<NamedPolicy>> levels(Place place, PolicyType type) {
        if (!place.organization().enabled().contains(type)) {
            return List.of();
        }
        return place.levels().stream()
                .map(level -> level.attached().getOrDefault(type, List.of()).stream()
                        .map(id -> compile(place, type, id))
                        .toList())
                .toList();
    }

    private NamedPolicy compile(Place place, PolicyType type, String id) {
        var full = AwsOrganizationPolicies.fullAccess(type);
        var policy = full.id().equals(id)
                ? full
                : place.policies().stream()
                        .filter(found -> found.id().equals(id))
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException(
                                "the policy " + id + " is attached and is not there"));
        return compiled.compile(type.kind(), policy.content(), policy.arn().toString());
    }

    /**
     * Whether service control policies limit such callers: those that belong to an account, but not the
     * roles by which services of AWS do their work.
     */
    static boolean limit(Principal caller) {
        return switch (caller) {
            case Principal.Root _, Principal.User _, Principal.FederatedUser _ -> true;
            case Principal.AssumedRole role -> !isServiceLinked(role);
            case Principal.Federated _, Principal.Service _ -> false;
        };
    }

    /**
     * Whether resource control policies have a say: not in what service-linked roles do, and not over the
     * keys that AWS manages.
     */
    static boolean reach(Target target, Principal caller) {
        if (caller instanceof Principal.AssumedRole role && isServiceLinked(role)) {
            return false;
        }
        if (target.resource() instanceof Target.Key key && key.key().manager() == KeyManager.AWS) {
            return false;
        }
        var service = target.action().substring(0, target.action().indexOf(':'));
        return WITH_RESOURCE_CONTROL.contains(service);
    }

    /** By where the path begins: further on in it, customers may write what they like. */
    private static boolean isServiceLinked(Principal.AssumedRole role) {
        return Arn.parse(role.roleArn()).resource().startsWith(SERVICE_LINKED);
    }
}
