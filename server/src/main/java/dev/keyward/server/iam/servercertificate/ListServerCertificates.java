package dev.keyward.server.iam.servercertificate;

import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.Paging;
import dev.keyward.server.iam.common.PathInput;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;

/** The server certificates whose path begins as asked, by name, without their texts. */
final class ListServerCertificates implements Operation.Reading<ListServerCertificates.Request> {

    private final Paging paging;

    ListServerCertificates(Paging paging) {
        this.paging = paging;
    }

    record Request(String pathPrefix, Paging.Asked asked) {}

    @Override
    public String name() {
        return "ListServerCertificates";
    }

    @Override
    public Request read(Struct input) {
        return new Request(PathInput.prefix(input), Paging.Asked.read(input));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return List.of(new Target("iam:" + name(), new Target.Anything(), ContextKeys.empty()));
    }

    @Override
    public Struct perform(Request request, Call call, List<Target> targets, Snapshot snapshot) {
        var window = paging.open(name(), call, request.asked(), request.pathPrefix());
        var page = snapshot.serverCertificates()
                .list(call.account(), request.pathPrefix(), window.rows());
        return window.answer("ServerCertificateMetadataList", page, CertificateShapes::metadata)
                .build();
    }
}
