package dev.keyward.server.iam.mfa;

import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.Paging;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.MfaDevices.Use;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;

/** The devices of the account, by serial number, without their seeds. */
final class ListVirtualMfaDevices implements Operation.Reading<ListVirtualMfaDevices.Request> {

    private final Paging paging;

    ListVirtualMfaDevices(Paging paging) {
        this.paging = paging;
    }

    record Request(Use use, Paging.Asked asked) {}

    @Override
    public String name() {
        return "ListVirtualMFADevices";
    }

    @Override
    public Request read(Struct input) {
        return new Request(
                use(input.text("AssignmentStatus").orElse("Any")), Paging.Asked.read(input));
    }

    private static Use use(String assignmentStatus) {
        return switch (assignmentStatus) {
            case "Assigned" -> Use.ENABLED;
            case "Unassigned" -> Use.NOT_ENABLED;
            case "Any" -> Use.ANY;
            default ->
                throw new IllegalStateException(
                        assignmentStatus + " is not in the API model's enumeration");
        };
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return List.of(new Target("iam:" + name(), new Target.Anything(), ContextKeys.empty()));
    }

    @Override
    public Struct perform(Request request, Call call, List<Target> targets, Snapshot snapshot) {
        var window = paging.open(name(), call, request.asked(), request.use().name());
        var page = snapshot.mfaDevices().list(call.account(), request.use(), window.rows());
        return window.answer(
                        "VirtualMFADevices", page, device -> MfaShapes.listed(device, snapshot))
                .build();
    }
}
