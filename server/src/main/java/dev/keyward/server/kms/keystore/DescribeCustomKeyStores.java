package dev.keyward.server.kms.keystore;

import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.kms.common.KmsError;
import dev.keyward.server.kms.common.KmsOperationsTable;
import dev.keyward.server.kms.common.OperationTargets;
import dev.keyward.server.kms.common.Paging;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.Optional;

/**
 * Lists the custom key stores of the caller's account and Region: none, since none can be made. One that
 * is asked for by its id or name is not found.
 *
 * <p>Source: KMS API Reference, "DescribeCustomKeyStores".
 */
public final class DescribeCustomKeyStores
        implements Operation.Reading<DescribeCustomKeyStores.Request> {

    private static final String NAME = "DescribeCustomKeyStores";

    private final OperationTargets targets;

    /** @param wanted the id or the name of the one that is asked for */
    record Request(Optional<String> wanted) {}

    public DescribeCustomKeyStores(KmsOperationsTable table) {
        this.targets = OperationTargets.of(table.row(NAME));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Request read(Struct input) {
        Paging.refuseAnyMarker(input);
        var id = input.text("CustomKeyStoreId");
        var name = input.text("CustomKeyStoreName");
        if (id.isPresent() && name.isPresent()) {
            throw CommonError.VALIDATION.because(
                    "CustomKeyStoreId and CustomKeyStoreName cannot both be given");
        }
        return new Request(id.or(() -> name));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return List.of(targets.anything(ContextKeys.empty(), call));
    }

    @Override
    public Struct perform(Request request, Call call, List<Target> allowed, Snapshot snapshot) {
        request.wanted().ifPresent(wanted -> {
            throw KmsError.CUSTOM_KEY_STORE_NOT_FOUND.because(
                    "there is no custom key store " + wanted);
        });
        return Struct.builder()
                .putList("CustomKeyStores", List.of())
                .put("Truncated", false)
                .build();
    }
}
