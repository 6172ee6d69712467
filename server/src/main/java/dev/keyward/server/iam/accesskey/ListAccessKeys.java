package dev.keyward.server.iam.accesskey;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.CallerUser;
import dev.keyward.server.iam.common.Paging;
import dev.keyward.server.model.AccessKey;
import dev.keyward.server.model.User;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;

/** The access keys of a user, oldest first, without their secrets. */
final class ListAccessKeys implements Operation.Reading<ListAccessKeys.Request> {

    private final Paging paging;

    ListAccessKeys(Paging paging) {
        this.paging = paging;
    }

    record Request(CallerUser user, Paging.Asked asked) {}

    @Override
    public String name() {
        return "ListAccessKeys";
    }

    @Override
    public Request read(Struct input) {
        return new Request(CallerUser.read(input), Paging.Asked.read(input));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return List.of(request.user().target(name(), call, snapshot));
    }

    @Override
    public Struct perform(Request request, Call call, List<Target> targets, Snapshot snapshot) {
        var user = request.user().get(call, snapshot);
        var window =
                paging.open(name(), call, request.asked(), user.map(User::id).orElse("root"));
        var page = window.slice(AccessKeyRef.keys(user, call, snapshot), ListAccessKeys::sortKey);
        return window.answer(
                        "AccessKeyMetadata",
                        page,
                        key -> AccessKeyShapes.listed(key, user).build())
                .build();
    }

    private static String sortKey(AccessKey key) {
        return "%012d %s".formatted(key.created().getEpochSecond(), key.id());
    }
}
