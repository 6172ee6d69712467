package dev.keyward.server.iam.common;

import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.model.ServerCertificate;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

import java.util.Optional;

/** A server certificate as a request names it; whether it exists is another question. */
public record ServerCertificateRef(String name) {

    /** The member of requests and answers that holds the name. */
    public static final String MEMBER = "ServerCertificateName";

    public static ServerCertificateRef read(Struct input) {
        return new ServerCertificateRef(input.requiredText(MEMBER));
    }

    public Optional<ServerCertificate> find(Call call, Snapshot snapshot) {
        return snapshot.serverCertificates().find(call.account(), name);
    }

    /**
     * The certificate.
     *
     * @throws ServiceException {@code NoSuchEntity}
     */
    public ServerCertificate get(Call call, Snapshot snapshot) {
        return find(call, snapshot)
                .orElseThrow(() -> IamError.NO_SUCH_ENTITY.because(
                        "The Server Certificate with name " + name + " cannot be found."));
    }

    /**
     * Refuses a name that is taken, in whatever case.
     *
     * @throws ServiceException {@code EntityAlreadyExists}
     */
    public void requireFree(Call call, Snapshot snapshot) {
        if (find(call, snapshot).isPresent()) {
            throw IamError.ENTITY_ALREADY_EXISTS.because(
                    "The Server Certificate with name " + name + " already exists.");
        }
    }

    /** The action on the certificate, or on what would have this name, with what the request brings. */
    public Target target(String operation, ContextKeys keys, Call call, Snapshot snapshot) {
        var found = find(call, snapshot);
        var arn = found.map(ServerCertificate::arn)
                .orElseGet(() -> ServerCertificate.arn(call.account(), "/", name));
        var tags = found.map(certificate -> Tags.ofResource(certificate.tags()))
                .orElse(ContextKeys.empty());
        return new Target("iam:" + operation, Target.Named.of(arn, tags), keys);
    }
}
