package dev.keyward.server.kms.sign;

import dev.keyward.crypto.HmacMaterial;
import dev.keyward.crypto.KeyUsage;
import dev.keyward.crypto.MacAlgorithm;
import dev.keyward.crypto.symmetric.HmacKey;
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
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.Optional;

/**
 * Makes and compares MACs: what GenerateMac and VerifyMac have in common.
 *
 * <p>Source: KMS API Reference, "GenerateMac" and "VerifyMac".
 */
public final class Macs {

    private final HmacKey hmac;
    private final OpenedMaterials materials;

    /** @param mac what VerifyMac compares; absent in GenerateMac */
    @SuppressWarnings("ArrayRecordComponent") // the request's own bytes, never compared
    record Request(
            KeyRequest key,
            byte[] message,
            MacAlgorithm algorithm,
            Optional<byte[]> mac,
            DryRun dryRun) {}

    /** What an operation answers beside the key and the algorithm. */
    @FunctionalInterface
    interface Work {

        void perform(HmacKey hmac, HmacMaterial material, Request request, Struct.Builder answer);
    }

    public Macs(HmacKey hmac, OpenedMaterials materials) {
        this.hmac = hmac;
        this.materials = materials;
    }

    /** The operation of {@code row}, which does {@code work} with the key's material. */
    Operation<?> operation(OperationRow row, Work work) {
        return new Using(this, row, OperationTargets.of(row), work);
    }

    private record Using(Macs macs, OperationRow row, OperationTargets targets, Work work)
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
                    MacAlgorithm.valueOf(input.requiredText("MacAlgorithm")),
                    input.blob("Mac"),
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
            request.dryRun().endHere();
            var answer = Struct.builder()
                    .put("KeyId", key.arn().toString())
                    .put("MacAlgorithm", request.algorithm().name());
            var material = macs.materials.current(key, HmacMaterial.class, snapshot);
            work.perform(macs.hmac, material, request, answer);
            return answer.build();
        }
    }

    /**
     * Refuses a key that cannot do this, now or ever.
     *
     * @throws ServiceException {@code DisabledException} or {@code KMSInvalidStateException} by the
     *     key's state; {@code InvalidKeyUsageException} by its usage or spec
     */
    private static void requireFit(KmsKey key, MacAlgorithm algorithm, String operation) {
        KeyStates.requireUsable(key);
        KeyUses.require(key, KeyUsage.GENERATE_VERIFY_MAC, operation);
        if (algorithm.spec() != key.spec()) {
            throw KeyUses.incompatible(algorithm.name(), key);
        }
    }
}
