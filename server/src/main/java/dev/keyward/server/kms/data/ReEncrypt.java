package dev.keyward.server.kms.data;

import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.kms.common.KeyRequest;
import dev.keyward.server.kms.common.KmsOperationsTable;
import dev.keyward.server.kms.common.OperationTargets;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;

/**
 * Decrypts a ciphertext and encrypts the plaintext under another key, or with another context, without
 * handing it out. It is allowed twice, each with its own context: from the source key, to the
 * destination key.
 *
 * <p>Source: KMS API Reference, "ReEncrypt".
 */
public final class ReEncrypt implements Operation.Reading<ReEncrypt.Request> {

    private static final String NAME = "ReEncrypt";
    private static final String SOURCE = "Source";
    private static final String DESTINATION = "Destination";
    private static final String ON_SAME_KEY = "kms:ReEncryptOnSameKey";

    private final OperationTargets from;
    private final OperationTargets to;
    private final KeyCipher cipher;

    record Request(
            Source source,
            Encryption decryption,
            ContextKeys sourceKeys,
            KeyRequest destination,
            Encryption encryption) {}

    public ReEncrypt(KmsOperationsTable table, KeyCipher cipher) {
        this.from = OperationTargets.of(table.row(NAME), "kms:ReEncryptFrom");
        this.to = OperationTargets.of(table.row(NAME), "kms:ReEncryptTo");
        this.cipher = cipher;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Request read(Struct input) {
        return new Request(
                Source.read(input, SOURCE + "KeyId"),
                Encryption.read(input, SOURCE),
                from.keys(input),
                new KeyRequest(input.requiredText(DESTINATION + "KeyId"), to.keys(input)),
                Encryption.read(input, DESTINATION));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        var source = request.source().target(from, request.sourceKeys(), call, snapshot);
        var destination = to.only(request.destination(), call, snapshot).getFirst();
        var sameKey = ContextKeys.builder()
                .single(ON_SAME_KEY, String.valueOf(onSameKey(source, destination)))
                .build();
        return List.of(with(source, sameKey), with(destination, sameKey));
    }

    private static boolean onSameKey(Target source, Target destination) {
        return source.resource() instanceof Target.Key(var one, var oneMention, var oneReach)
                && destination.resource()
                        instanceof Target.Key(var other, var otherMention, var otherReach)
                && one.arn().equals(other.arn());
    }

    private static Target with(Target target, ContextKeys more) {
        return new Target(
                target.action(),
                target.resource(),
                ContextKeys.lazily(() -> target.keys().with(more)),
                target.region());
    }

    @Override
    public Struct perform(Request request, Call call, List<Target> allowed, Snapshot snapshot) {
        var source = request.source();
        var sourceKey = allowed.getFirst().key();
        var destinationKey = allowed.getLast().key();
        request.decryption().requireFitToDecrypt(sourceKey);
        request.encryption().requireFit(destinationKey, NAME);
        if (source.ciphertext().isEmpty()) {
            source.dryRun().endHere();
        }
        var blob = source.ciphertext().orElseThrow();
        try (var opened = cipher.open(sourceKey, blob, request.decryption(), snapshot)) {
            request.encryption().requireRoom(destinationKey, opened.plaintext().length());
            source.dryRun().endHere();
            var sealed = seal(opened, destinationKey, request.encryption(), snapshot);
            return Struct.builder()
                    .put("CiphertextBlob", sealed.blob())
                    .put("SourceKeyId", sourceKey.arn().toString())
                    .put("KeyId", destinationKey.arn().toString())
                    .put(
                            "SourceEncryptionAlgorithm",
                            request.decryption().algorithm().name())
                    .put(
                            "DestinationEncryptionAlgorithm",
                            request.encryption().algorithm().name())
                    .putText("SourceKeyMaterialId", opened.material())
                    .putText("DestinationKeyMaterialId", sealed.material())
                    .build();
        }
    }

    private KeyCipher.Sealed seal(
            KeyCipher.Opened opened, KmsKey key, Encryption encryption, Snapshot snapshot) {
        return opened.plaintext()
                .use(plaintext -> cipher.seal(key, plaintext, encryption, snapshot));
    }
}
