package dev.keyward.server.kms.data;

import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.kms.common.KmsOperationsTable;
import dev.keyward.server.kms.common.NotServed;
import dev.keyward.server.kms.common.OperationTargets;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;

/**
 * Decrypts what Encrypt, GenerateDataKey and their kin made. Without a KeyId the ciphertext tells the
 * key.
 *
 * <p>Source: KMS API Reference, "Decrypt".
 */
public final class Decrypt implements Operation.Reading<Decrypt.Request> {

    private static final String NAME = "Decrypt";

    private final OperationTargets targets;
    private final KeyCipher cipher;

    record Request(Source source, Encryption encryption, ContextKeys keys) {}

    public Decrypt(KmsOperationsTable table, KeyCipher cipher) {
        this.targets = OperationTargets.of(table.row(NAME));
        this.cipher = cipher;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Request read(Struct input) {
        NotServed.refuse(input, "Recipient");
        return new Request(
                Source.read(input, "KeyId"), Encryption.read(input), targets.keys(input));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return List.of(request.source().target(targets, request.keys(), call, snapshot));
    }

    @Override
    public Struct perform(Request request, Call call, List<Target> allowed, Snapshot snapshot) {
        var key = allowed.getFirst().key();
        var source = request.source();
        var encryption = request.encryption();
        encryption.requireFitToDecrypt(key);
        if (source.ciphertext().isEmpty()) {
            source.dryRun().endHere();
        }
        var blob = source.ciphertext().orElseThrow();
        try (var opened = cipher.open(key, blob, encryption, snapshot)) {
            source.dryRun().endHere();
            return Struct.builder()
                    .put("KeyId", key.arn().toString())
                    .put("Plaintext", opened.plaintext().use(byte[]::clone))
                    .put("EncryptionAlgorithm", encryption.algorithm().name())
                    .putText("KeyMaterialId", opened.material())
                    .build();
        }
    }
}
