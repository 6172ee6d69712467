package dev.keyward.server.iam.absent;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.CallerUser;
import dev.keyward.server.iam.common.OwnerKind;
import dev.keyward.server.iam.common.OwnerRef;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.Optional;

/** The list of what a user or role has none of. Whether there is such a user or role is checked. */
final class EmptyOwnedList implements Operation.Reading<Optional<OwnerRef>> {

    private static final CallerUser CALLER = new CallerUser(Optional.empty());

    private final OwnerKind kind;
    private final String operation;
    private final String member;

    EmptyOwnedList(OwnerKind kind, String operation, String member) {
        this.kind = kind;
        this.operation = operation;
        this.member = member;
    }

    @Override
    public String name() {
        return operation;
    }

    /** The one that is named; a request that names no user means the caller. */
    @Override
    public Optional<OwnerRef> read(Struct input) {
        return input.text(kind.nameMember()).map(name -> new OwnerRef(kind, name));
    }

    @Override
    public List<Target> targets(Optional<OwnerRef> request, Call call, Snapshot snapshot) {
        return List.of(request.map(owner -> owner.target(name(), call, snapshot))
                .orElseGet(() -> CALLER.target(name(), call, snapshot)));
    }

    @Override
    public Struct perform(
            Optional<OwnerRef> request, Call call, List<Target> targets, Snapshot snapshot) {
        request.ifPresent(owner -> owner.get(call, snapshot));
        return Struct.builder()
                .putList(member, List.of())
                .put("IsTruncated", false)
                .build();
    }
}
