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
import dev.keyward.server.kms.common.NotServed;
import dev.keyward.server.kms.common.OperationTargets;
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

    @SuppressWarnings("ArrayRecordComponent") // the request's own bytes, never compared
    record Request(
            KeyRequest key, KeyAgreementAlgorithm algorithm, byte[] publicKey, DryRun dryRun) {}

    public DeriveSharedSecret(
            KmsOperationsTable table, EcdhAgreement ecdh, OpenedMaterials materials) {
        this.targets = OperationTargets.of(table.row(NAME));
        this.ecdh = ecdh;
        this.materials = materials;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Request read(Struct input) {
        NotServed.refuse(input, "Recipient");
        return new Request(
                KeyRequest.read(input, targets),
                KeyAgreementAlgorithm.valueOf(input.requiredText("KeyAgreementAlgorithm")),
                input.requiredBlob("PublicKey"),
                DryRun.read(input));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
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
            return Struct.builder()
                    .put("KeyId", key.arn().toString())
                    .put("SharedSecret", secret.use(byte[]::clone))
                    .put("KeyAgreementAlgorithm", request.algorithm().name())
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
