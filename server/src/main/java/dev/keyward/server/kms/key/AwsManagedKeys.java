package dev.keyward.server.kms.key;

import dev.keyward.crypto.KeySpec;
import dev.keyward.crypto.KeyUsage;
import dev.keyward.crypto.RandomSource;
import dev.keyward.crypto.wrap.KeyMaterials;
import dev.keyward.policy.AccountId;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.kms.material.KeyIdentities;
import dev.keyward.server.model.Alias;
import dev.keyward.server.model.KeyManager;
import dev.keyward.server.model.KeyMaterialEntry;
import dev.keyward.server.model.KeyOrigin;
import dev.keyward.server.model.KeyState;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.model.Region;
import dev.keyward.server.model.RotationSchedule;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The keys that services have in an account, each behind its predefined alias. A key is made when
 * somebody first asks for it. What customers may not do with one is refused by its policy, which nobody
 * can change.
 *
 * <p>Source: KMS Developer Guide, "AWS managed keys"; KMS API Reference, "DescribeKey" and
 * "ListAliases".
 */
public final class AwsManagedKeys {

    /** Source: KMS Developer Guide, "Rotate AWS KMS keys". */
    private static final int ROTATION_DAYS = 365;

    private final SortedMap<String, AwsService> services = AwsService.all();
    private final SortedSet<String> aliases =
            Collections.unmodifiableSortedSet(new TreeSet<>(services.keySet()));
    private final KeyMaterials sealing;
    private final RandomSource random;

    public AwsManagedKeys(KeyMaterials sealing, RandomSource random) {
        this.sealing = sealing;
        this.random = random;
    }

    /** The predefined aliases, those with a key and those without. */
    public SortedSet<String> aliases() {
        return aliases;
    }

    /**
     * The predefined alias that a request names the key by, if that alias has no key yet. Other
     * accounts' aliases never get one.
     *
     * @param keyId in whichever form
     */
    private Optional<String> aliasWithoutKey(String keyId, Call call, Snapshot snapshot) {
        var name = keyId.substring(keyId.indexOf("alias/") < 0 ? 0 : keyId.indexOf("alias/"));
        if (!services.containsKey(name)) {
            return Optional.empty();
        }
        var arn = Alias.arnOf(call.account(), call.region(), name).toString();
        var isOwn = keyId.equals(name) || keyId.equals(arn);
        return isOwn
                        && snapshot.aliases()
                                .find(call.account(), call.region(), name)
                                .isEmpty()
                ? Optional.of(name)
                : Optional.empty();
    }

    /**
     * What makes the key that a request names by its predefined alias, if that has none yet.
     *
     * @param keyId in whichever form
     */
    Optional<Consumer<Transaction>> missing(String keyId, Call call, Snapshot snapshot) {
        return aliasWithoutKey(keyId, call, snapshot).map(alias -> transaction -> {
            var _ = key(alias, call.account(), call.region(), call.now(), transaction);
        });
    }

    /** The same for a service that is about to use the key for its user; whoever else comes finds none. */
    public Optional<Consumer<Transaction>> missingForService(
            String keyId, Call call, Snapshot snapshot) {
        return call.caller().via().isService() ? missing(keyId, call, snapshot) : Optional.empty();
    }

    /**
     * The key behind a predefined alias, made if there is none.
     *
     * @throws IllegalArgumentException if there is no such alias
     */
    public KmsKey key(
            String alias, AccountId account, Region region, Instant now, Transaction transaction) {
        var service = services.get(alias);
        if (service == null) {
            throw new IllegalArgumentException(alias + " is no predefined alias");
        }
        var existing = transaction.aliases().find(account, region, alias);
        if (existing.isPresent()) {
            var arn = KmsKey.arnOf(account, region, existing.get().targetKeyId());
            return transaction
                    .keys()
                    .find(arn)
                    .orElseThrow(() -> new IllegalStateException(alias + " leads to no " + arn));
        }
        return make(bareKey(service, account, region, now), alias, transaction);
    }

    private KmsKey make(KmsKey bare, String alias, Transaction transaction) {
        // Symmetric material is random bytes, so that making it here holds up no other writer.
        try (var material = sealing.generate(KeyIdentities.of(bare), bare.spec())) {
            var id = material.id().value();
            var key = bare.withCurrentMaterial(id);
            transaction.keys().insert(key);
            transaction
                    .materials()
                    .insert(
                            KeyMaterialEntry.first(key.arn(), id, key.created()),
                            sealing.seal(material));
            transaction
                    .aliases()
                    .insert(new Alias(
                            key.account(),
                            key.region(),
                            alias,
                            key.id(),
                            key.created(),
                            key.created()));
            return transaction.keys().find(key.arn()).orElseThrow();
        }
    }

    private KmsKey bareKey(AwsService service, AccountId account, Region region, Instant now) {
        return new KmsKey(
                account,
                region,
                KeyIds.next(random),
                KeySpec.SYMMETRIC_DEFAULT,
                KeyUsage.ENCRYPT_DECRYPT,
                KeyOrigin.AWS_KMS,
                KeyManager.AWS,
                KeyState.ENABLED,
                Optional.empty(),
                service.description(),
                now,
                Optional.empty(),
                Optional.empty(),
                Optional.of(new RotationSchedule(
                        ROTATION_DAYS, now.plus(Duration.ofDays(ROTATION_DAYS)))),
                Optional.empty(),
                service.policy(account, region),
                Collections.emptySortedMap(),
                Collections.emptySortedSet());
    }
}
