package dev.keyward.server.iam.mfa;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.Paging;
import dev.keyward.server.model.User;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;

/** The devices that are enabled for a user, or for the caller if no user is named. */
final class ListMfaDevices implements Operation.Reading<ListMfaDevices.Request> {

    private final Paging paging;

    ListMfaDevices(Paging paging) {
        this.paging = paging;
    }

    record Request(HolderRef holder, Paging.Asked asked) {}

    @Override
    public String name() {
        return "ListMFADevices";
    }

    @Override
    public Request read(Struct input) {
        return new Request(HolderRef.read(input), Paging.Asked.read(input));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return List.of(request.holder().target(name(), call, snapshot));
    }

    @Override
    public Struct perform(Request request, Call call, List<Target> targets, Snapshot snapshot) {
        var user = request.holder().get(call, snapshot);
        var window =
                paging.open(name(), call, request.asked(), user.map(User::id).orElse("root"));
        var page = window.slice(
                HolderRef.devices(user, call, snapshot),
                device -> device.serialNumber().toString());
        return window.answer("MFADevices", page, device -> MfaShapes.held(device, user))
                .build();
    }
}
