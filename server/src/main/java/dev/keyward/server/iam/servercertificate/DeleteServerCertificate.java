package dev.keyward.server.iam.servercertificate;

import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.ServerCertificateRef;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;

/** Deletes a server certificate. */
final class DeleteServerCertificate implements Operation.Writing<ServerCertificateRef> {

    @Override
    public String name() {
        return "DeleteServerCertificate";
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
            ServerCertificateRef request,
            Call call,
            List<Target> targets,
            Transaction transaction) {
        transaction.serverCertificates().delete(request.get(call, transaction));
        return Struct.empty();
    }
}
