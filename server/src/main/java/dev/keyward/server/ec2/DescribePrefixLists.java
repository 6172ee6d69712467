package dev.keyward.server.ec2;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;

/**
 * Lists the prefix lists of services with gateway endpoints, of which there are none. Terraform asks for the
 * one of every endpoint that it reads.
 *
 * <p>Source: Amazon EC2 API Reference, "DescribePrefixLists".
 */
final class DescribePrefixLists implements Operation.Reading<DescribePrefixLists.Request> {

    private static final String NAME = "DescribePrefixLists";

    private static final List<String> FILTERS = List.of("prefix-list-id", "prefix-list-name");

    private final Paging paging;

    DescribePrefixLists(Paging paging) {
        this.paging = paging;
    }

    record Request(List<String> ids, Filters filters, Paging.Asked page, DryRun dryRun) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Request read(Struct input) {
        return new Request(
                input.texts("PrefixListIds"),
                Filters.read(input, FILTERS),
                Paging.Asked.read(input),
                DryRun.read(input));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return List.of(EndpointTargets.anything(NAME, call));
    }

    @Override
    public Struct perform(Request request, Call call, List<Target> targets, Snapshot snapshot) {
        request.dryRun().endHere();
        request.ids().stream().findFirst().ifPresent(id -> {
            throw Ec2Error.INVALID_PREFIX_LIST_ID_NOT_FOUND.because(
                    "The prefix list ID '" + id + "' does not exist");
        });
        var place = new Paging.Place(NAME, call, request.filters().toString());
        List<Struct> none = List.of();
        return Struct.builder()
                .putList(
                        "PrefixLists",
                        paging.page(place, request.page(), none, Struct::toString)
                                .items())
                .build();
    }
}
