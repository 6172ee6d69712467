package dev.keyward.server.kms.sign;

import dev.keyward.crypto.AsymmetricMaterial;
import dev.keyward.crypto.KeyUsage;
import dev.keyward.crypto.MessageType;
import dev.keyward.crypto.SigningAlgorithm;
import dev.keyward.crypto.asymmetric.Signing;
import dev.keyward.crypto.asymmetric.SigningInput;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.kms.common.DryRun;
import dev.keyward.server.kms.common.KeyRequest;
import dev.keyward.server.kms.common.KeyStates;
import dev.keyward.server.kms.common.KeyUses;
import dev.keyward.server.kms.common.OperationRow;
import dev.keyward.server.kms.common.OperationTargets;
import dev.keyward.server.kms.material.OpenedMaterials;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.Optional;

/**
 * Makes and verifies signatures: what Sign and Verify have in common.
 *
 * <p>Source: KMS API Reference, "Sign" and "Verify".
 */
public final class Signatures {

    private final Signing signing;
    private final OpenedMaterials materials;

    /** @param signature what Verify looks at; absent in Sign */
    @SuppressWarnings("ArrayRecordComponent") // the request's own bytes, never compared
    record Request(
            KeyRequest key,
            byte[] message,
            MessageType type,
            SigningAlgorithm algorithm,
            Optional<byte[]> signature,
            DryRun dryRun) {}

    /** What an operation answers beside the key and the algorithm. */
    @FunctionalInterface
    interface Work {

        void perform(
                Signing signing,
                AsymmetricMaterial material,
                SigningInput input,
                Optional<byte[]> signature,
                Struct.Builder answer);
    }

    public Signatures(Signing signing, OpenedMaterials materials) {
        this.signing = signing;
        this.materials = materials;
    }

    /** The operation of {@code row}, which does {@code work} with the key's material. */
    Operation<?> operation(OperationRow row, Work work) {
        return new Using(this, row, OperationTargets.of(row), work);
    }

    private record Using(Signatures all, OperationRow row, OperationTargets targets, Work work)
            implements Operation.Reading<Request> {

        @Override
        public String name() {
            return row.operation();
        }

        @Override
        public Request read(Struct input) {
            return new Request(
                    KeyRequest.read(input, targets),
                    input.requiredBlob("Message"),
                    input.text("MessageType").map(MessageType::valueOf).orElse(MessageType.RAW),
                    SigningAlgorithm.valueOf(input.requiredText("SigningAlgorithm")),
                    input.blob("Signature"),
                    DryRun.read(input));
        }

        @Override
        public List<Target> targets(Request request, Call call, Snapshot snapshot) {
            return targets.only(request.key(), call, snapshot);
        }

        @Override
        public Struct perform(Request request, Call call, List<Target> allowed, Snapshot snapshot) {
            var key = allowed.getFirst().key();
            requireFit(key, request.algorithm(), name());
            var input = input(request);
            request.dryRun().endHere();
            var answer = Struct.builder()
                    .put("KeyId", key.arn().toString())
                    .put("SigningAlgorithm", request.algorithm().name());
            var material = all.materials.current(key, AsymmetricMaterial.class, snapshot);
            work.perform(all.signing, material, input, request.signature(), answer);
            return answer.build();
        }
    }

    /**
     * Refuses a key that cannot do this, now or ever.
     *
     * @throws ServiceException {@code DisabledException} or {@code KMSInvalidStateException} by the
     *     key's state; {@code InvalidKeyUsageException} by its usage or spec
     */
    private static void requireFit(KmsKey key, SigningAlgorithm algorithm, String operation) {
        KeyStates.requireUsable(key);
        KeyUses.require(key, KeyUsage.SIGN_VERIFY, operation);
        if (!algorithm.fits(key.spec())) {
            throw KeyUses.incompatible(algorithm.name(), key);
        }
    }

    /**
     * What is signed.
     *
     * @throws ServiceException {@code ValidationException} if the algorithm does not take messages in
     *     this form, or none of this length
     */
    private static SigningInput input(Request request) {
        var algorithm = request.algorithm();
        if (!algorithm.takes(request.type())) {
            throw CommonError.VALIDATION.because("MessageType " + request.type()
                    + " is not valid for algorithm " + algorithm + ".");
        }
        int length = request.message().length;
        if (!SigningInput.hasValidLength(algorithm, request.type(), length)) {
            throw CommonError.VALIDATION.because(
                    "Digest is invalid length for algorithm " + algorithm + ".");
        }
        return new SigningInput(algorithm, request.type(), request.message());
    }
}
