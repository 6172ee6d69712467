package dev.keyward.server.organizations.account;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.organizations.common.Standing;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;

/** One account of the organization. */
final class DescribeAccount implements Operation.Reading<AccountRef> {

    @Override
    public String name() {
        return "DescribeAccount";
    }

    @Override
    public AccountRef read(Struct input) {
        return AccountRef.read(input);
    }

    @Override
    public List<Target> targets(AccountRef request, Call call, Snapshot snapshot) {
        return List.of(request.target(name(), call, snapshot));
    }

    @Override
    public Struct perform(AccountRef request, Call call, List<Target> targets, Snapshot snapshot) {
        var organization = Standing.requireReader(call, snapshot);
        var member = request.get(organization, snapshot);
        return Struct.builder()
                .put("Account", AccountShapes.whole(organization, member, snapshot))
                .build();
    }
}
