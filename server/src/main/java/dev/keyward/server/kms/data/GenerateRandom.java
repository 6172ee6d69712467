package dev.keyward.server.kms.data;

import dev.keyward.crypto.RandomSource;
import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.kms.common.KmsOperationsTable;
import dev.keyward.server.kms.common.NotServed;
import dev.keyward.server.kms.common.OperationTargets;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.Struct;

import java.util.List;

/**
 * Answers with 1 to 1,024 random bytes. No key is involved.
 *
 * <p>Source: KMS API Reference, "GenerateRandom".
 */
public final class GenerateRandom implements Operation.Reading<GenerateRandom.Request> {

    private static final String NAME = "GenerateRandom";

    private final OperationTargets targets;
    private final RandomSource random;

    record Request(int length) {}

    public GenerateRandom(KmsOperationsTable table, RandomSource random) {
        this.targets = OperationTargets.of(table.row(NAME));
        this.random = random;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Request read(Struct input) {
        NotServed.refuse(input, "Recipient");
        NotServed.refuse(input, "CustomKeyStoreId");
        return new Request(input.integer("NumberOfBytes")
                .orElseThrow(() -> CommonError.VALIDATION.because("NumberOfBytes is required.")));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return List.of(targets.anything(ContextKeys.empty(), call));
    }

    @Override
    public Struct perform(Request request, Call call, List<Target> allowed, Snapshot snapshot) {
        return Struct.builder().put("Plaintext", random.bytes(request.length())).build();
    }
}
