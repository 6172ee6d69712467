package dev.keyward.server.store.sql;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;
import dev.keyward.server.model.AccessKey;
import dev.keyward.server.model.Alias;
import dev.keyward.server.model.Grant;
import dev.keyward.server.model.Group;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.model.Region;
import dev.keyward.server.model.Role;
import dev.keyward.server.model.SealedMaterial;
import dev.keyward.server.model.User;
import dev.keyward.server.model.VpcEndpoint;
import dev.keyward.server.store.cache.RevisionCache;

import java.util.List;
import java.util.Optional;

/** The caches of the hot reads, absent rows included. Each is read in the table of its rows only. */
record Caches(
        RevisionCache<Arn, Optional<KmsKey>> keys,
        RevisionCache<MaterialName, Optional<SealedMaterial>> materials,
        RevisionCache<AliasName, Optional<Alias>> aliases,
        RevisionCache<GrantName, Optional<Grant>> grants,
        RevisionCache<String, Optional<User>> users,
        RevisionCache<EntityName, Optional<User>> usersByName,
        RevisionCache<String, Optional<Role>> roles,
        RevisionCache<EntityName, Optional<Role>> rolesByName,
        RevisionCache<String, List<Group>> groupsOfUsers,
        RevisionCache<String, Optional<AccessKey>> accessKeys,
        RevisionCache<String, Optional<VpcEndpoint>> vpcEndpoints) {

    private static final int POLICY_LENGTH_OF_ONE_KEY = 4096;

    record MaterialName(Arn key, String materialId) {}

    record AliasName(AccountId account, Region region, String name) {}

    record GrantName(Arn key, String grantId) {}

    record EntityName(AccountId account, String lowerCaseName) {}

    static Caches of(CacheSizes sizes) {
        return new Caches(
                RevisionCache.ofWeight(sizes.keys(), Caches::weight),
                RevisionCache.ofEntries(sizes.keys()),
                RevisionCache.ofEntries(sizes.keys()),
                RevisionCache.ofEntries(sizes.keys()),
                RevisionCache.ofEntries(sizes.identities()),
                RevisionCache.ofEntries(sizes.identities()),
                RevisionCache.ofEntries(sizes.identities()),
                RevisionCache.ofEntries(sizes.identities()),
                RevisionCache.ofEntries(sizes.identities()),
                RevisionCache.ofEntries(sizes.identities()),
                RevisionCache.ofEntries(sizes.identities()));
    }

    private static int weight(Optional<KmsKey> key) {
        return 1
                + key.map(found -> found.policy().length() / POLICY_LENGTH_OF_ONE_KEY)
                        .orElse(0);
    }
}
