package dev.keyward.server.kms.data;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.kms.common.DryRun;
import dev.keyward.server.kms.common.KeyRequest;
import dev.keyward.server.kms.common.KmsOperationsTable;
import dev.keyward.server.kms.common.OperationTargets;
import dev.keyward.server.kms.key.AwsManagedKeys;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Encrypts up to 4,096 bytes under a key.
 *
 * <p>Source: KMS API Reference, "Encrypt".
 */
public final class Encrypt implements Operation.Reading<Encrypt.Request> {

    private static final String NAME = "Encrypt";

    private final OperationTargets targets;
    private final KeyCipher cipher;
    private final AwsManagedKeys awsManaged;

    @SuppressWarnings("ArrayRecordComponent") // the request's own bytes, never compared
    record Request(KeyRequest key, byte[] plaintext, Encryption encryption, DryRun dryRun) {}

    public Encrypt(KmsOperationsTable table, KeyCipher cipher, AwsManagedKeys awsManaged) {
        this.targets = OperationTargets.of(table.row(NAME));
        this.cipher = cipher;
        this.awsManaged = awsManaged;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Request read(Struct input) {
        return new Request(
                KeyRequest.read(input, targets),
                input.requiredBlob("Plaintext"),
                Encryption.read(input),
                DryRun.read(input));
    }

    @Override
    public Optional<Consumer<Transaction>> missing(Request request, Call call, Snapshot snapshot) {
        return awsManaged.missingForService(request.key().keyId(), call, snapshot);
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return targets.only(request.key(), call, snapshot);
    }

    @Override
    public Struct perform(Request request, Call call, List<Target> allowed, Snapshot snapshot) {
        var key = allowed.getFirst().key();
        var encryption = request.encryption();
        encryption.requireFit(key, NAME);
        encryption.requireRoom(key, request.plaintext().length);
        request.dryRun().endHere();
        var sealed = cipher.seal(key, request.plaintext(), encryption, snapshot);
        return Struct.builder()
                .put("CiphertextBlob", sealed.blob())
                .put("KeyId", key.arn().toString())
                .put("EncryptionAlgorithm", encryption.algorithm().name())
                .build();
    }
}
