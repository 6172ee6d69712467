package dev.keyward.server.iam.account;

import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.Paging;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Document;
import dev.keyward.wire.Struct;

import java.util.List;

/** The alias of the account, if it has one. */
final class ListAccountAliases implements Operation.Reading<Paging.Asked> {

    private final Paging paging;

    ListAccountAliases(Paging paging) {
        this.paging = paging;
    }

    @Override
    public String name() {
        return "ListAccountAliases";
    }

    @Override
    public Paging.Asked read(Struct input) {
        return Paging.Asked.read(input);
    }

    @Override
    public List<Target> targets(Paging.Asked request, Call call, Snapshot snapshot) {
        return List.of(new Target("iam:" + name(), new Target.Anything(), ContextKeys.empty()));
    }

    @Override
    public Struct perform(
            Paging.Asked request, Call call, List<Target> targets, Snapshot snapshot) {
        var window = paging.open(name(), call, request, "");
        var page = window.slice(
                snapshot.accountAliases().of(call.account()).stream().toList(), alias -> alias);
        return window.answer("AccountAliases", page, Document::of).build();
    }
}
