package dev.keyward.server.kms.sign;

import dev.keyward.crypto.AsymmetricMaterial;
import dev.keyward.crypto.KeyAgreementAlgorithm;
import dev.keyward.crypto.KeyUsage;
import dev.keyward.crypto.asymmetric.EcdhAgreement;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.kms.common.DryRun;
import dev.keyward.server.kms.common.KeyRequest;
import dev.keyward.server.kms.common.KeyStates;
import dev.keyward.server.kms.common.KeyUses;
import dev.keyward.server.kms.common.KmsOperationsTable;
import dev.keyward.server.kms.common.OperationTargets;
import dev.keyward.server.kms.common.Recipient;
import dev.keyward.server.kms.common.Recipients;
import dev.keyward.server.kms.material.OpenedMaterials;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

import java.util.List;

/**
 * Derives the secret that a key pair shares with the holder of another one on the same curve. It is
 * the x coordinate as it is: whoever uses it puts it through a key derivation.
 *
 * <p>Source: KMS API Reference, "DeriveSharedSecret".
 */
public final class DeriveSharedSecret implements Operation.Reading<DeriveSharedSecret.Request> {

    private static final String NAME = "DeriveSharedSecret";

    private final OperationTargets targets;
    private final EcdhAgreement ecdh;
    private final OpenedMaterials materials;
    private final Recipients recipients;

    @SuppressWarnings("ArrayRecordComponent") // the request's own bytes, never compared
    record Request(
            KeyRequest key,
            KeyAgreementAlgorithm algorithm,
            byte[] publicKey,
            Recipient recipient,
            DryRun dryRun) {}

    public DeriveSharedSecret(
            KmsOperationsTable table,
            EcdhAgreement ecdh,
            OpenedMaterials materials,
            Recipients recipients) {
        this.targets = OperationTargets.of(table.row(NAME));
        this.ecdh = ecdh;
        this.materials = materials;
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
                new KeyRequest(input.requiredText("KeyId"), recipient.keys(targets.keys(input))),
                KeyAgreementAlgorithm.valueOf(input.requiredText("KeyAgreementAlgorithm")),
                input.requiredBlob("PublicKey"),
                recipient,
                DryRun.read(input));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        request.recipient().requireTrusted(call);
        return targets.only(request.key(), call, snapshot);
    }

    @Override
    public Struct perform(Request request, Call call, List<Target> allowed, Snapshot snapshot) {
        var key = allowed.getFirst().key();
        KeyStates.requireUsable(key);
        KeyUses.require(key, KeyUsage.KEY_AGREEMENT, NAME);
        if (!EcdhAgreement.hasPeer(key.spec(), request.publicKey())) {
            throw invalidPublicKey(key);
        }
        request.dryRun().endHere();
        var material = materials.current(key, AsymmetricMaterial.class, snapshot);
        try (var secret = ecdh.derive(material, request.publicKey())
                .orElseThrow(() -> invalidPublicKey(key))) {
            var answer = Struct.builder().put("KeyId", key.arn().toString());
            request.recipient().answer(answer, "SharedSecret", secret);
            return answer.put("KeyAgreementAlgorithm", request.algorithm().name())
                    .put("KeyOrigin", key.origin().name())
                    .build();
        }
    }

    private static ServiceException invalidPublicKey(KmsKey key) {
        return CommonError.VALIDATION.because(
                "PublicKey is not a DER-encoded public key on the curve of key spec " + key.spec()
                        + ".");
    }
}
