package dev.keyward.server.kms.common;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;

/** As {@link KeyReading}, for an operation that writes. */
public final class KeyWriting implements Operation.Writing<KeyRequest> {

    private final OperationRow row;
    private final OperationTargets targets;
    private final Bringing bringing;
    private final Work work;

    /** What is added to the target of an operation that brings more than its input says. */
    @FunctionalInterface
    public interface Bringing {

        Target add(Target target, Call call, Snapshot snapshot);
    }

    /** What the operation does with the key. */
    @FunctionalInterface
    public interface Work {

        Struct perform(KmsKey key, Transaction transaction);
    }

    private KeyWriting(OperationRow row, Bringing bringing, Work work) {
        this.row = row;
        this.targets = OperationTargets.of(row);
        this.bringing = bringing;
        this.work = work;
    }

    public static KeyWriting of(OperationRow row, Work work) {
        return new KeyWriting(row, (target, call, snapshot) -> target, work);
    }

    /** The same operation, to whose target {@code more} is added. */
    public KeyWriting bringing(Bringing more) {
        return new KeyWriting(row, more, work);
    }

    @Override
    public String name() {
        return row.operation();
    }

    @Override
    public KeyRequest read(Struct input) {
        return KeyRequest.read(input, targets);
    }

    @Override
    public List<Target> targets(KeyRequest request, Call call, Snapshot snapshot) {
        return targets.only(request, call, snapshot).stream()
                .map(target -> bringing.add(target, call, snapshot))
                .toList();
    }

    @Override
    public Struct perform(
            KeyRequest request, Call call, List<Target> allowed, Transaction transaction) {
        return work.perform(allowed.getFirst().key(), transaction);
    }
}
