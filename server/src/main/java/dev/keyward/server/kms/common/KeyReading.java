package dev.keyward.server.kms.common;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.function.Consumer;

/**
 * An operation that changes nothing, whose request names one key, and which needs no permission but its
 * own action on that key. What it does is the {@link Work} that it is given.
 */
public final class KeyReading implements Operation.Reading<KeyRequest> {

    private final OperationRow row;
    private final OperationTargets targets;
    private final Consumer<Struct> check;
    private final Work work;

    /** What the operation does with the key. */
    @FunctionalInterface
    public interface Work {

        Struct perform(KmsKey key, Snapshot snapshot);
    }

    private KeyReading(OperationRow row, Consumer<Struct> check, Work work) {
        this.row = row;
        this.targets = OperationTargets.of(row);
        this.check = check;
        this.work = work;
    }

    public static KeyReading of(OperationRow row, Work work) {
        return new KeyReading(row, _ -> {}, work);
    }

    /** The same operation, which lets {@code further} refuse an input for what else is in it. */
    public KeyReading checking(Consumer<Struct> further) {
        return new KeyReading(row, further, work);
    }

    @Override
    public String name() {
        return row.operation();
    }

    @Override
    public KeyRequest read(Struct input) {
        check.accept(input);
        return KeyRequest.read(input, targets);
    }

    @Override
    public List<Target> targets(KeyRequest request, Call call, Snapshot snapshot) {
        return targets.only(request, call, snapshot);
    }

    @Override
    public Struct perform(KeyRequest request, Call call, List<Target> allowed, Snapshot snapshot) {
        return work.perform(allowed.getFirst().key(), snapshot);
    }
}
