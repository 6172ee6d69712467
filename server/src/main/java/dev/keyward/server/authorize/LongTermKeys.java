package dev.keyward.server.authorize;

import dev.keyward.policy.Principal;
import dev.keyward.server.model.AccessKey;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Topic;
import dev.keyward.server.store.cache.RevisionCache;

import java.util.Optional;

/** Finds the access keys of users and of the root user; what is found is kept until it changes. */
final class LongTermKeys {

    private static final int MOST_KEPT = 20_000;

    private final AccessKeySecrets secrets;
    private final Principals principals;
    private final RevisionCache<String, Optional<Kept>> kept = RevisionCache.ofEntries(MOST_KEPT);

    private record Kept(AccessKey key, SigningKeys signingKeys) {}

    LongTermKeys(AccessKeySecrets secrets, Principals principals) {
        this.secrets = secrets;
        this.principals = principals;
    }

    /** The credentials of that id; empty unless they exist, are active and belong to someone. */
    Optional<KnownCredentials> find(String accessKeyId, Snapshot snapshot) {
        return kept.get(
                        accessKeyId,
                        new Topic.Identity(accessKeyId),
                        snapshot,
                        id -> snapshot.accessKeys()
                                .find(id)
                                .map(key ->
                                        new Kept(key, new SigningKeys(() -> secrets.open(key)))))
                .filter(found -> found.key().status() == AccessKey.Status.ACTIVE)
                .flatMap(found -> owner(found.key(), snapshot)
                        .map(principal -> new KnownCredentials(
                                new Caller(principal, accessKeyId, Optional.empty()),
                                found.signingKeys())));
    }

    private Optional<Principal> owner(AccessKey key, Snapshot snapshot) {
        if (key.userId().isEmpty()) {
            return Optional.of(new Principal.Root(key.account()));
        }
        return principals.user(key.account(), key.userId().get(), snapshot);
    }
}
