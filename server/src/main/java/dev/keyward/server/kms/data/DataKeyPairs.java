package dev.keyward.server.kms.data;

import dev.keyward.crypto.EncodedPair;
import dev.keyward.crypto.KeySpec;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.kms.common.DryRun;
import dev.keyward.server.kms.common.KeyRequest;
import dev.keyward.server.kms.common.OperationRow;
import dev.keyward.server.kms.common.OperationTargets;
import dev.keyward.server.kms.common.Recipient;
import dev.keyward.server.kms.common.Recipients;
import dev.keyward.server.kms.material.NewMaterials;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

import java.util.List;

/**
 * Makes data key pairs: a key pair for use outside, and its private key encrypted under a key.
 *
 * <p>Source: KMS API Reference, "GenerateDataKeyPair".
 */
public final class DataKeyPairs {

    private final NewMaterials materials;
    private final KeyCipher cipher;
    private final Recipients recipients;

    record Request(
            KeyRequest key,
            KeySpec spec,
            Encryption encryption,
            Recipient recipient,
            DryRun dryRun) {}

    /** A key pair that nobody has seen. */
    record Made(EncodedPair pair) implements Operation.Prepared {

        @Override
        public void close() {
            pair.close();
        }
    }

    /** What an operation that makes a key pair answers beside what both do. */
    @FunctionalInterface
    interface Answer {

        void add(EncodedPair pair, Recipient recipient, Struct.Builder answer);
    }

    public DataKeyPairs(NewMaterials materials, KeyCipher cipher, Recipients recipients) {
        this.materials = materials;
        this.cipher = cipher;
        this.recipients = recipients;
    }

    /** The operation of {@code row}, which makes a key pair and answers with some of it. */
    Operation<?> operation(OperationRow row, Answer answer) {
        return new Making(this, row, OperationTargets.of(row), answer);
    }

    /**
     * The kind of pair that is asked for.
     *
     * @throws ServiceException {@code UnsupportedOperationException} if it is made in the China Regions
     *     only
     */
    private static KeySpec spec(Struct input) {
        var spec = KeySpec.valueOf(input.requiredText("KeyPairSpec"));
        if (spec == KeySpec.SM2) {
            throw CommonError.UNSUPPORTED_OPERATION.because(
                    "KeyPairSpec SM2 is not supported in this Region");
        }
        return spec;
    }

    private record Making(
            DataKeyPairs pairs, OperationRow row, OperationTargets targets, Answer answer)
            implements Operation.SlowReading<Request, Made> {

        @Override
        public String name() {
            return row.operation();
        }

        @Override
        public Request read(Struct input) {
            var recipient = pairs.recipients.read(input);
            return new Request(
                    KeyRequest.read(input, targets, recipient),
                    spec(input),
                    Encryption.read(input),
                    recipient,
                    DryRun.read(input));
        }

        @Override
        public List<Target> targets(Request request, Call call, Snapshot snapshot) {
            request.recipient().requireTrusted(call);
            return targets.only(request.key(), call, snapshot);
        }

        @Override
        public void check(Request request, Call call, List<Target> allowed, Snapshot snapshot) {
            request.encryption().requireFit(allowed.getFirst().key(), name());
            request.dryRun().endHere();
        }

        @Override
        public Made prepare(Request request, Call call, List<Target> allowed) {
            return new Made(pairs.materials.generatePair(request.spec()));
        }

        @Override
        public Struct perform(
                Request request, Made made, Call call, List<Target> allowed, Snapshot snapshot) {
            var key = allowed.getFirst().key();
            request.encryption().requireFit(key, name());
            var pair = made.pair();
            var sealed = pair.privateKey()
                    .use(bytes -> pairs.cipher.seal(key, bytes, request.encryption(), snapshot));
            var output = Struct.builder()
                    .put("PrivateKeyCiphertextBlob", sealed.blob())
                    .put("PublicKey", pair.publicKey())
                    .put("KeyId", key.arn().toString())
                    .put("KeyPairSpec", request.spec().name())
                    .putText("KeyMaterialId", sealed.material());
            answer.add(pair, request.recipient(), output);
            return output.build();
        }
    }
}
