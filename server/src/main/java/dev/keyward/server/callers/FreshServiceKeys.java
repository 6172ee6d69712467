package dev.keyward.server.callers;

import dev.keyward.crypto.RandomSource;
import dev.keyward.crypto.SecretBytes;
import dev.keyward.server.authorize.AccessKeyIds;
import dev.keyward.server.authorize.AccessKeySecrets;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.model.RegisteredService;
import dev.keyward.server.model.ServiceKey;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;

/** Makes access keys of services. The answer that one is made for is the only one that ever has its secret. */
final class FreshServiceKeys {

    /** As many as a user may have, so that one can be replaced while it is in use. */
    private static final int MOST_KEYS = 2;

    private final AccessKeySecrets secrets;
    private final RandomSource random;

    FreshServiceKeys(AccessKeySecrets secrets, RandomSource random) {
        this.secrets = secrets;
        this.random = random;
    }

    /**
     * Makes a key of {@code service} and puts it into {@code answer}.
     *
     * @throws ServiceException {@code LimitExceededException} if it has two already
     */
    void make(
            RegisteredService service, Call call, Struct.Builder answer, Transaction transaction) {
        var services = transaction.registeredServices();
        if (services.keysOf(service.principal()).size() >= MOST_KEYS) {
            throw CallerError.LIMIT_EXCEEDED.because(
                    service.principal() + " has " + MOST_KEYS + " access keys; delete one first");
        }
        var id = AccessKeyIds.fresh(AccessKeyIds.SERVICE, service.account(), random);
        var secret = AccessKeyIds.freshSecret(random);
        try (var bytes = SecretBytes.taking(secret.getBytes(StandardCharsets.US_ASCII))) {
            services.insertKey(new ServiceKey(
                    id,
                    service.principal(),
                    secrets.seal(id, bytes),
                    call.now().truncatedTo(ChronoUnit.SECONDS)));
        }
        answer.put("AccessKeyId", id).put("SecretAccessKey", secret);
    }
}
