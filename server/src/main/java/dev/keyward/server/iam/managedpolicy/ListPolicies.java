package dev.keyward.server.iam.managedpolicy;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;
import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.AwsManagedPolicies;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.Paging;
import dev.keyward.server.iam.common.PathInput;
import dev.keyward.server.model.ManagedPolicy;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Page;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The managed policies of the account and of AWS: those of the account first, each by name. */
final class ListPolicies implements Operation.Reading<ListPolicies.Request> {

    /** How many policies are read at a time; there are at most 1,500 and those of AWS. */
    private static final int CHUNK = 1000;

    private final Paging paging;

    ListPolicies(Paging paging) {
        this.paging = paging;
    }

    /** @param scope {@code All}, {@code AWS} or {@code Local} */
    record Request(
            String scope,
            Attached attached,
            Optional<String> usage,
            String pathPrefix,
            Paging.Asked asked) {

        String filter() {
            return String.join("\n", scope, attached.name(), usage.orElse(""), pathPrefix);
        }
    }

    /** Whether policies that are attached to nobody are left out. */
    enum Attached {
        ONLY,
        OR_NOT
    }

    @Override
    public String name() {
        return "ListPolicies";
    }

    @Override
    public Request read(Struct input) {
        return new Request(
                input.text("Scope").orElse("All"),
                input.flag("OnlyAttached") ? Attached.ONLY : Attached.OR_NOT,
                input.text("PolicyUsageFilter"),
                PathInput.prefix(input),
                Paging.Asked.read(input));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        var path =
                new Arn("aws", "iam", "", call.account().value(), "policy" + request.pathPrefix());
        var mention = "policy path " + request.pathPrefix();
        return List.of(new Target(
                "iam:" + name(),
                new Target.Named(path, ContextKeys.empty(), mention),
                ContextKeys.empty()));
    }

    @Override
    public Struct perform(Request request, Call call, List<Target> targets, Snapshot snapshot) {
        var window = paging.open(name(), call, request.asked(), request.filter());
        var all = new ArrayList<ManagedPolicy>();
        if (!request.scope().equals("AWS")) {
            all.addAll(own(request, call.account(), snapshot));
        }
        if (!request.scope().equals("Local")) {
            all.addAll(AwsManagedPolicies.all());
        }
        var usage = new PolicyUsage(call.account(), snapshot.attachments());
        var wanted = wanted(request, usage);
        var page = window.slice(all.stream().filter(wanted).toList(), ListPolicies::sortKey);
        return window.answer(
                        "Policies",
                        page,
                        policy -> PolicyShapes.listed(policy, usage).build())
                .build();
    }

    private static List<ManagedPolicy> own(Request request, AccountId account, Snapshot snapshot) {
        var all = new ArrayList<ManagedPolicy>();
        var after = Optional.<String>empty();
        do {
            Page<ManagedPolicy> page = snapshot.managedPolicies()
                    .list(account, request.pathPrefix(), new Page.Request(after, CHUNK));
            all.addAll(page.items());
            after = page.next();
        } while (after.isPresent());
        return all;
    }

    private static Predicate<ManagedPolicy> wanted(Request request, PolicyUsage usage) {
        Predicate<ManagedPolicy> inPath = policy -> policy.path().startsWith(request.pathPrefix());
        Predicate<ManagedPolicy> isAttached = policy -> usage.countAttached(policy.arn()) > 0;
        Predicate<ManagedPolicy> bounds = policy -> usage.countBounded(policy.arn()) > 0;
        var used = request.usage()
                .map(kind -> kind.equals("PermissionsBoundary") ? bounds : isAttached);
        return switch (request.attached()) {
            case ONLY -> inPath.and(used.orElse(isAttached));
            case OR_NOT -> used.map(inPath::and).orElse(inPath);
        };
    }

    private static String sortKey(ManagedPolicy policy) {
        var isAws = policy.arn().account().equals(AwsManagedPolicies.ACCOUNT);
        // Those of the account stand first.
        return (isAws ? "2 " : "1 ") + policy.name();
    }
}
