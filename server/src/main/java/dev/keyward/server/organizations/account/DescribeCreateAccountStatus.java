package dev.keyward.server.organizations.account;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.organizations.common.OrganizationTargets;
import dev.keyward.server.organizations.common.OrganizationsError;
import dev.keyward.server.organizations.common.Standing;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;

/** What became of a request for an account. */
final class DescribeCreateAccountStatus
        implements Operation.Reading<DescribeCreateAccountStatus.Request> {

    record Request(String id) {}

    @Override
    public String name() {
        return "DescribeCreateAccountStatus";
    }

    @Override
    public Request read(Struct input) {
        return new Request(input.requiredText("CreateAccountRequestId"));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return List.of(OrganizationTargets.onAnything(name()));
    }

    @Override
    public Struct perform(Request request, Call call, List<Target> targets, Snapshot snapshot) {
        var organization = Standing.requireReader(call, snapshot);
        var creation = snapshot.accountCreations()
                .find(request.id())
                .filter(found -> found.organizationId().equals(organization.id()))
                .orElseThrow(() -> OrganizationsError.CREATE_ACCOUNT_STATUS_NOT_FOUND.because(
                        "We can't find an create account request with the CreateAccountRequestId"
                                + " that you specified."));
        return Struct.builder()
                .put("CreateAccountStatus", AccountShapes.ended(creation))
                .build();
    }
}
