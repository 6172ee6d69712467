package dev.keyward.server.kms.quota;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import dev.keyward.crypto.KeySpec;
import dev.keyward.policy.AccountId;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.kms.common.KmsOperationsTable;
import dev.keyward.server.model.Region;
import dev.keyward.server.service.RequestQuotas;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.Struct;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * KMS's request quotas. A call counts for the caller's account in the Region that it is sent to,
 * whoever owns the key. What is refused for another reason counts, too, and so does a dry run.
 *
 * <p>Safe for use by many threads.
 *
 * <p>Source: KMS Developer Guide, "Request quotas" and "Throttling AWS KMS requests".
 */
public final class KmsQuotas implements RequestQuotas {

    private static final String SERVICE = "kms:";

    /** Accounts, Regions and quotas together; who falls out begins anew with a full bucket. */
    private static final int MOST_BUCKETS = 100_000;

    private final Map<String, List<Quota>> byOperation;
    private final Cache<Share, TokenBucket> buckets =
            Caffeine.newBuilder().maximumSize(MOST_BUCKETS).build();

    /** What has a bucket of its own. */
    private record Share(AccountId account, Region region, String quota) {}

    private KmsQuotas(Map<String, List<Quota>> byOperation) {
        this.byOperation = byOperation;
    }

    /**
     * The quotas of the table.
     *
     * @throws IllegalStateException if it and the operations table do not have the same operations: a
     *     broken build
     */
    public static KmsQuotas of(KmsOperationsTable operations) {
        return of(Quota.all(), operations.operations());
    }

    static KmsQuotas of(Collection<Quota> quotas, Collection<String> operations) {
        var byOperation = new HashMap<String, List<Quota>>();
        for (var quota : quotas) {
            for (var operation : quota.weights().keySet()) {
                byOperation
                        .computeIfAbsent(SERVICE + operation, _ -> new ArrayList<>())
                        .add(quota);
            }
        }
        var wanted =
                new LinkedHashSet<>(operations.stream().map(SERVICE::concat).toList());
        if (!wanted.equals(byOperation.keySet())) {
            throw new IllegalStateException("the request quotas are for " + byOperation.keySet()
                    + ", not for the operations " + wanted);
        }
        return new KmsQuotas(byOperation);
    }

    @Override
    public void count(Call call, String operation, Struct input, List<Target> targets) {
        var quotas = byOperation.get(operation);
        if (quotas == null) {
            return; // of another service
        }
        for (var quota : matching(quotas, specs(input, targets))) {
            var share = new Share(call.account(), call.region(), quota.name());
            var weight = quota.weights().getOrDefault(operation.substring(SERVICE.length()), 1);
            var now = ChronoUnit.NANOS.between(Instant.EPOCH, call.now());
            if (!buckets.get(share, _ -> new TokenBucket())
                    .take(weight, quota.rate(call.region()), now)) {
                throw CommonError.THROTTLING.because("You have exceeded the rate at which you may"
                        + " call KMS. Reduce the frequency of your calls.");
            }
        }
    }

    /** Those of the pair that is to be made, else of the keys that are used. */
    private static Set<KeySpec> specs(Struct input, List<Target> targets) {
        var specs = new LinkedHashSet<KeySpec>();
        input.text("KeyPairSpec").map(KeySpec::valueOf).ifPresent(specs::add);
        if (specs.isEmpty()) {
            for (var target : targets) {
                if (target.resource() instanceof Target.Key(var key, var mention, var reach)) {
                    specs.add(key.spec());
                }
            }
        }
        return specs;
    }

    private static Collection<Quota> matching(List<Quota> quotas, Set<KeySpec> specs) {
        if (quotas.size() == 1) {
            return quotas;
        }
        var found = new LinkedHashSet<Quota>();
        for (var spec : specs) {
            quotas.stream().filter(quota -> quota.specs().contains(spec)).forEach(found::add);
        }
        return found.isEmpty() ? quotas.subList(0, 1) : found;
    }
}
