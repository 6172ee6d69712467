package dev.keyward.server.authorize;

import dev.keyward.policy.Principal;
import dev.keyward.server.model.RegisteredService;
import dev.keyward.server.model.ServiceKey;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Topic;
import dev.keyward.server.store.cache.RevisionCache;

import java.util.Optional;

/** Finds registered services and their access keys; what is found is kept until it changes. */
final class ServiceKeys {

    private static final int MOST_KEPT = 1_000;

    private final AccessKeySecrets secrets;
    private final RevisionCache<String, Optional<Kept>> kept = RevisionCache.ofEntries(MOST_KEPT);
    private final RevisionCache<String, Optional<RegisteredService>> services =
            RevisionCache.ofEntries(MOST_KEPT);

    private record Kept(ServiceKey key, SigningKeys signingKeys) {}

    ServiceKeys(AccessKeySecrets secrets) {
        this.secrets = secrets;
    }

    /** The credentials of that id; empty unless they exist and their service may call. */
    Optional<KnownCredentials> find(String accessKeyId, Snapshot snapshot) {
        return kept.get(
                        accessKeyId,
                        new Topic.Identity(accessKeyId),
                        snapshot,
                        id -> snapshot.registeredServices()
                                .findKey(id)
                                .map(key -> new Kept(
                                        key,
                                        new SigningKeys(
                                                () -> secrets.open(key.id(), key.sealedSecret())))))
                .flatMap(found -> enabled(found.key().principal(), snapshot)
                        .map(service -> new KnownCredentials(
                                new Caller(
                                        new Principal.Service(
                                                service.account(), service.principal()),
                                        accessKeyId,
                                        Optional.empty()),
                                found.signingKeys())));
    }

    /** The service of that name, if there is one and it may call. */
    Optional<RegisteredService> enabled(String principal, Snapshot snapshot) {
        return services.get(
                        principal,
                        new Topic.Identity(principal),
                        snapshot,
                        name -> snapshot.registeredServices().find(name))
                .filter(RegisteredService::isEnabled);
    }
}
