package dev.keyward.server.kms.data;

import dev.keyward.crypto.RandomSource;
import dev.keyward.crypto.SecretBytes;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.kms.common.DryRun;
import dev.keyward.server.kms.common.KeyRequest;
import dev.keyward.server.kms.common.OperationRow;
import dev.keyward.server.kms.common.OperationTargets;
import dev.keyward.server.kms.common.Recipient;
import dev.keyward.server.kms.common.Recipients;
import dev.keyward.server.kms.key.AwsManagedKeys;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes data keys: random bytes, and the same bytes encrypted under a key.
 *
 * <p>Source: KMS API Reference, "GenerateDataKey".
 */
public final class DataKeys {

    private final RandomSource random;
    private final KeyCipher cipher;
    private final Recipients recipients;
    private final AwsManagedKeys awsManaged;

    /** @param length in bytes, 1 to 1,024 */
    record Request(
            KeyRequest key,
            int length,
            Encryption encryption,
            Recipient recipient,
            DryRun dryRun) {}

    /** A data key in both forms; whoever has it closes it. */
    record DataKey(SecretBytes plaintext, KeyCipher.Sealed sealed) implements AutoCloseable {

        @Override
        public void close() {
            plaintext.close();
        }
    }

    /** What an operation that makes a data key answers. */
    @FunctionalInterface
    interface Answer {

        Struct of(KmsKey key, DataKey made, Recipient recipient);
    }

    public DataKeys(
            RandomSource random,
            KeyCipher cipher,
            Recipients recipients,
            AwsManagedKeys awsManaged) {
        this.random = random;
        this.cipher = cipher;
        this.recipients = recipients;
        this.awsManaged = awsManaged;
    }

    /**
     * Reads a request.
     *
     * @throws ServiceException {@code ValidationException} unless it has one of {@code KeySpec} and
     *     {@code NumberOfBytes}
     */
    private Request read(Struct input, OperationTargets targets) {
        var recipient = recipients.read(input);
        return new Request(
                KeyRequest.read(input, targets, recipient),
                length(input),
                Encryption.read(input),
                recipient,
                DryRun.read(input));
    }

    private static int length(Struct input) {
        var spec = input.text("KeySpec");
        var bytes = input.integer("NumberOfBytes");
        if (spec.isPresent() == bytes.isPresent()) {
            throw CommonError.VALIDATION.because(
                    "Please specify either number of bytes or key spec.");
        }
        return bytes.orElseGet(() -> switch (spec.orElseThrow()) {
            case "AES_128" -> 16;
            case "AES_256" -> 32;
            default ->
                throw new IllegalStateException("the API model let KeySpec " + spec + " pass");
        });
    }

    /** The operation of {@code row}, which makes a data key and answers with some of it. */
    Operation<?> operation(OperationRow row, Answer answer) {
        return new Making(this, row, OperationTargets.of(row), answer);
    }

    private record Making(
            DataKeys dataKeys, OperationRow row, OperationTargets targets, Answer answer)
            implements Operation.Reading<Request> {

        @Override
        public String name() {
            return row.operation();
        }

        @Override
        public Request read(Struct input) {
            return dataKeys.read(input, targets);
        }

        @Override
        public Optional<Consumer<Transaction>> missing(
                Request request, Call call, Snapshot snapshot) {
            return dataKeys.awsManaged.missingForService(request.key().keyId(), call, snapshot);
        }

        @Override
        public List<Target> targets(Request request, Call call, Snapshot snapshot) {
            request.recipient().requireTrusted(call);
            return targets.only(request.key(), call, snapshot);
        }

        @Override
        public Struct perform(Request request, Call call, List<Target> allowed, Snapshot snapshot) {
            var key = allowed.getFirst().key();
            try (var made = dataKeys.generate(request, key, name(), snapshot)) {
                return answer.of(key, made, request.recipient());
            }
        }
    }

    /**
     * Makes one for {@code operation}, unless it is a dry run.
     *
     * @throws ServiceException as {@link Encryption#requireFit}, and {@code DryRunOperationException}
     */
    private DataKey generate(Request request, KmsKey key, String operation, Snapshot snapshot) {
        request.encryption().requireFit(key, operation);
        request.dryRun().endHere();
        var plaintext = SecretBytes.taking(random.bytes(request.length()));
        var sealed =
                plaintext.use(bytes -> cipher.seal(key, bytes, request.encryption(), snapshot));
        return new DataKey(plaintext, sealed);
    }
}
