package dev.keyward.server.iam.account;

import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.Paging;
import dev.keyward.server.iam.usage.AccessTracking;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Page;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All users, groups, roles and managed policies of the account with how they hang together and with their
 * documents, page by page: one kind after the other, each by name.
 */
final class GetAccountAuthorizationDetails
        implements Operation.Reading<GetAccountAuthorizationDetails.Request> {

    private final AccessTracking tracking;
    private final Paging paging;

    GetAccountAuthorizationDetails(AccessTracking tracking, Paging paging) {
        this.tracking = tracking;
        this.paging = paging;
    }

    record Request(Set<DetailKind> kinds, Paging.Asked asked) {

        String filter() {
            return kinds.stream().map(DetailKind::name).collect(Collectors.joining("\n"));
        }
    }

    /** The last row of a page: its kind, and its sort key among its kind. */
    private record Place(DetailKind kind, String sortKey) {

        static Place of(Details.Row row) {
            return new Place(row.kind(), row.sortKey());
        }

        static Place parse(String text) {
            var space = text.indexOf(' ');
            return new Place(
                    DetailKind.valueOf(text.substring(0, space)), text.substring(space + 1));
        }

        String print() {
            return kind.name() + " " + sortKey;
        }
    }

    @Override
    public String name() {
        return "GetAccountAuthorizationDetails";
    }

    @Override
    public Request read(Struct input) {
        return new Request(DetailKind.named(input.texts("Filter")), Paging.Asked.read(input));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return List.of(new Target("iam:" + name(), new Target.Anything(), ContextKeys.empty()));
    }

    @Override
    public Struct perform(Request request, Call call, List<Target> targets, Snapshot snapshot) {
        var window = paging.open(name(), call, request.asked(), request.filter());
        var details = new Details(call, snapshot, tracking);
        var told = new ArrayList<Details.Row>();
        var place = window.rows().after().map(Place::parse);
        var next = Optional.<String>empty();
        var left = window.rows().limit();
        for (var kind : request.kinds()) {
            if (place.isPresent() && kind.compareTo(place.get().kind()) < 0) {
                continue;
            }
            var after = place.filter(last -> last.kind() == kind).map(Place::sortKey);
            var page = details.list(kind, new Page.Request(after, Math.max(left, 1)));
            if (left == 0 && !page.items().isEmpty()) {
                next = place.map(Place::print);
                break;
            }
            told.addAll(page.items());
            left -= page.items().size();
            if (!page.items().isEmpty()) {
                place = Optional.of(Place.of(page.items().getLast()));
            }
            if (page.next().isPresent()) {
                next = place.map(Place::print);
                break;
            }
        }
        var answer = Struct.builder();
        for (var member : DetailKind.members()) {
            answer.putList(
                    member,
                    told.stream()
                            .filter(row -> row.kind().member().equals(member))
                            .map(Details.Row::detail)
                            .toList());
        }
        return window.end(answer, next).build();
    }
}
