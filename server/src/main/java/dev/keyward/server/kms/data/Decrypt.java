package dev.keyward.server.kms.data;

import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.kms.common.KmsOperationsTable;
import dev.keyward.server.kms.common.OperationTargets;
import dev.keyward.server.kms.common.Recipient;
import dev.keyward.server.kms.common.Recipients;
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
    private final Recipients recipients;

    record Request(Source source, Encryption encryption, Recipient recipient, ContextKeys keys) {}

    public Decrypt(KmsOperationsTable table, KeyCipher cipher, Recipients recipients) {
        this.targets = OperationTargets.of(table.row(NAME));
        this.cipher = cipher;
        this.recipients = recipients;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Request read(Struct input) {
        var recipient = recipients.read(input);
        return new Request(
                Source.read(input, "KeyId"),
                Encryption.read(input),
                recipient,
                recipient.keys(targets.keys(input)));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        request.recipient().requireTrusted(call);
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
            var answer = Struct.builder().put("KeyId", key.arn().toString());
            request.recipient().answer(answer, "Plaintext", opened.plaintext());
            return answer.put("EncryptionAlgorithm", encryption.algorithm().name())
                    .putText("KeyMaterialId", opened.material())
                    .build();
        }
    }
}
