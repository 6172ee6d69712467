package dev.keyward.server.kms.data;

import dev.keyward.crypto.RandomSource;
import dev.keyward.crypto.SecretBytes;
import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.kms.common.KmsOperationsTable;
import dev.keyward.server.kms.common.NotServed;
import dev.keyward.server.kms.common.OperationTargets;
import dev.keyward.server.kms.common.Recipient;
import dev.keyward.server.kms.common.Recipients;
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
    private final Recipients recipients;

    record Request(int length, Recipient recipient) {}

    public GenerateRandom(KmsOperationsTable table, RandomSource random, Recipients recipients) {
        this.targets = OperationTargets.of(table.row(NAME));
        this.random = random;
        this.recipients = recipients;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Request read(Struct input) {
        NotServed.refuse(input, "CustomKeyStoreId");
        var length = input.integer("NumberOfBytes")
                .orElseThrow(() -> CommonError.VALIDATION.because("NumberOfBytes is required."));
        return new Request(length, recipients.read(input));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        request.recipient().requireTrusted(call);
        return List.of(targets.anything(request.recipient().keys(ContextKeys.empty()), call));
    }

    @Override
    public Struct perform(Request request, Call call, List<Target> allowed, Snapshot snapshot) {
        try (var plaintext = SecretBytes.taking(random.bytes(request.length()))) {
            var answer = Struct.builder();
            request.recipient().answer(answer, "Plaintext", plaintext);
            return answer.build();
        }
    }
}
