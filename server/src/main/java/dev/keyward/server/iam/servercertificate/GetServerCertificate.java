package dev.keyward.server.iam.servercertificate;

import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.ServerCertificateRef;
import dev.keyward.server.iam.common.Tags;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;

/** A server certificate with its chain and tags. */
final class GetServerCertificate implements Operation.Reading<ServerCertificateRef> {

    @Override
    public String name() {
        return "GetServerCertificate";
    }

    @Override
    public ServerCertificateRef read(Struct input) {
        return ServerCertificateRef.read(input);
    }

    @Override
    public List<Target> targets(ServerCertificateRef request, Call call, Snapshot snapshot) {
        return List.of(request.target(name(), ContextKeys.empty(), call, snapshot));
    }

    @Override
    public Struct perform(
            ServerCertificateRef request, Call call, List<Target> targets, Snapshot snapshot) {
        var certificate = request.get(call, snapshot);
        var answer = Struct.builder()
                .put("ServerCertificateMetadata", CertificateShapes.metadata(certificate))
                .put("CertificateBody", certificate.body())
                .putText("CertificateChain", certificate.chain());
        Tags.put(answer, certificate.tags());
        return Struct.builder().put("ServerCertificate", answer.build()).build();
    }
}
