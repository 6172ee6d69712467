package dev.keyward.server.kms.importing;

import dev.keyward.crypto.importing.WrappingAlgorithm;
import dev.keyward.crypto.importing.WrappingKeySpec;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.kms.common.KeyRequest;
import dev.keyward.server.kms.common.KeyStates;
import dev.keyward.server.kms.common.KeyUses;
import dev.keyward.server.kms.common.KmsOperationsTable;
import dev.keyward.server.kms.common.OperationTargets;
import dev.keyward.server.model.KeyOrigin;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

import java.util.List;

/**
 * Gives out a public key to wrap material under, and the token that must come back with it within 24
 * hours.
 *
 * <p>Source: KMS API Reference, "GetParametersForImport".
 */
public final class GetParametersForImport
        implements Operation.SlowReading<
                GetParametersForImport.Request, GetParametersForImport.Made> {

    private static final String NAME = "GetParametersForImport";

    private final OperationTargets targets;
    private final Wrapping wrapping;

    /** Algorithm and spec by the names that the API has for them. */
    record Request(KeyRequest key, String algorithm, String spec) {}

    record Made(Wrapping.Parameters parameters) implements Operation.Prepared {

        /** Nothing in it is secret: the private key is sealed into the token. */
        @Override
        public void close() {}
    }

    public GetParametersForImport(KmsOperationsTable table, Wrapping wrapping) {
        this.targets = OperationTargets.of(table.row(NAME));
        this.wrapping = wrapping;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Request read(Struct input) {
        return new Request(
                KeyRequest.read(input, targets),
                input.requiredText("WrappingAlgorithm"),
                input.requiredText("WrappingKeySpec"));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return targets.only(request.key(), call, snapshot);
    }

    @Override
    public void check(Request request, Call call, List<Target> allowed, Snapshot snapshot) {
        var key = allowed.getFirst().key();
        requireImporting(key);
        var algorithm = algorithm(request);
        if (!algorithm.canWrap(key.spec(), spec(request))) {
            throw CommonError.UNSUPPORTED_OPERATION.because("material for the key spec "
                    + key.spec() + " cannot be wrapped by " + algorithm + " under a key of "
                    + request.spec());
        }
    }

    private static void requireImporting(KmsKey key) {
        KeyUses.requireOrigin(key, KeyOrigin.EXTERNAL);
        KeyStates.requireReadyForImport(key);
    }

    /**
     * The algorithm that is asked for.
     *
     * @throws ServiceException {@code UnsupportedOperationException} if KMS ended it, or has it in
     *     other partitions only
     */
    private static WrappingAlgorithm algorithm(Request request) {
        return WrappingAlgorithm.find(request.algorithm())
                .orElseThrow(() -> unsupported("wrapping algorithm", request.algorithm()));
    }

    private static WrappingKeySpec spec(Request request) {
        return WrappingKeySpec.find(request.spec())
                .orElseThrow(() -> unsupported("wrapping key spec", request.spec()));
    }

    private static ServiceException unsupported(String what, String name) {
        return CommonError.UNSUPPORTED_OPERATION.because(
                "the " + what + " " + name + " is not supported");
    }

    @Override
    public Made prepare(Request request, Call call, List<Target> allowed) {
        var key = allowed.getFirst().key();
        return new Made(wrapping.parameters(key, algorithm(request), spec(request), call.now()));
    }

    @Override
    public Struct perform(
            Request request, Made made, Call call, List<Target> allowed, Snapshot snapshot) {
        var key = allowed.getFirst().key();
        requireImporting(key);
        var parameters = made.parameters();
        return Struct.builder()
                .put("KeyId", key.arn().toString())
                .put("ImportToken", parameters.token())
                .put("PublicKey", parameters.publicKey())
                .put("ParametersValidTo", parameters.validTo())
                .build();
    }
}
