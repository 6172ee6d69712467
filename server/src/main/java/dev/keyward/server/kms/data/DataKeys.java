package dev.keyward.server.kms.data;

import dev.keyward.crypto.RandomSource;
import dev.keyward.crypto.SecretBytes;
import dev.keyward.server.kms.common.GrantTokens;
import dev.keyward.server.kms.common.NotServed;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

/**
 * Makes data keys: random bytes, and the same bytes encrypted under a key.
 *
 * <p>Source: KMS API Reference, "GenerateDataKey".
 */
public final class DataKeys {

    private final RandomSource random;
    private final KeyCipher cipher;

    /** @param length in bytes, 1 to 1,024 */
    record Request(String keyId, int length, Encryption encryption, DryRun dryRun) {}

    /** A data key in both forms; whoever has it closes it. */
    record DataKey(SecretBytes plaintext, KeyCipher.Sealed sealed) implements AutoCloseable {

        @Override
        public void close() {
            plaintext.close();
        }
    }

    public DataKeys(RandomSource random, KeyCipher cipher) {
        this.random = random;
        this.cipher = cipher;
    }

    /**
     * Reads a request.
     *
     * @throws ServiceException {@code ValidationException} unless it has one of {@code KeySpec} and
     *     {@code NumberOfBytes}
     */
    static Request read(Struct input) {
        GrantTokens.refuseAny(input);
        NotServed.refuse(input, "Recipient");
        return new Request(
                input.requiredText("KeyId"),
                length(input),
                Encryption.read(input),
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

    /**
     * Makes one for {@code operation}, unless it is a dry run.
     *
     * @throws ServiceException as {@link Encryption#requireFit}, and {@code DryRunOperationException}
     */
    DataKey generate(Request request, KmsKey key, String operation, Snapshot snapshot) {
        request.encryption().requireFit(key, operation);
        request.dryRun().endHere();
        var plaintext = SecretBytes.taking(random.bytes(request.length()));
        var context = request.encryption().context();
        var sealed = plaintext.use(bytes -> cipher.seal(key, bytes, context, snapshot));
        return new DataKey(plaintext, sealed);
    }
}
