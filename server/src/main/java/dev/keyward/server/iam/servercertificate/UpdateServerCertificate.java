package dev.keyward.server.iam.servercertificate;

import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.ServerCertificateRef;
import dev.keyward.server.model.ServerCertificate;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Another name or another path for a server certificate. */
final class UpdateServerCertificate implements Operation.Writing<UpdateServerCertificate.Request> {

    record Request(ServerCertificateRef ref, Optional<String> newPath, Optional<String> newName) {}

    @Override
    public String name() {
        return "UpdateServerCertificate";
    }

    @Override
    public Request read(Struct input) {
        return new Request(
                ServerCertificateRef.read(input),
                input.text("NewPath"),
                input.text("New" + ServerCertificateRef.MEMBER));
    }

    /** Both what it is and what it would become must be allowed. */
    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        var targets = new ArrayList<Target>();
        targets.add(request.ref().target(name(), ContextKeys.empty(), call, snapshot));
        request.ref()
                .find(call, snapshot)
                .map(certificate -> renamed(certificate, request))
                .filter(after -> !after.arn()
                        .toString()
                        .equals(targets.getFirst().resource().text()))
                .ifPresent(after -> targets.add(new Target(
                        "iam:" + name(), Target.Named.of(after.arn()), ContextKeys.empty())));
        return targets;
    }

    @Override
    public Struct perform(
            Request request, Call call, List<Target> targets, Transaction transaction) {
        var certificate = request.ref().get(call, transaction);
        var after = renamed(certificate, request);
        // Another case of the same name is taken by the certificate itself.
        if (!after.name().equalsIgnoreCase(certificate.name())) {
            new ServerCertificateRef(after.name()).requireFree(call, transaction);
        }
        transaction.serverCertificates().update(after);
        return Struct.empty();
    }

    private static ServerCertificate renamed(ServerCertificate certificate, Request request) {
        return certificate.renamed(
                request.newPath().orElse(certificate.path()),
                request.newName().orElse(certificate.name()));
    }
}
