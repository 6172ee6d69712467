package dev.keyward.server.sts;

import dev.keyward.server.authorize.Caller.Session;
import dev.keyward.server.authorize.SessionToken;
import dev.keyward.server.model.Role;
import dev.keyward.wire.Struct;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Makes the credentials of a session of a role, which AssumeRole and its kin answer with. */
final class RoleSessions {

    private final CredentialsIssuer issuer;

    RoleSessions(CredentialsIssuer issuer) {
        this.issuer = issuer;
    }

    /**
     * The members that the outputs of all of them have.
     *
     * @param asked with the tags that count for the packed size
     * @throws dev.keyward.wire.ServiceException {@code PackedPolicyTooLarge}
     */
    Struct.Builder begin(Role role, AskedRole asked, BegunSession begun, Instant now) {
        var packedSize = PackedSize.requireFitting(asked.session());
        var issued = now.truncatedTo(ChronoUnit.SECONDS);
        var session = new Session(
                issued,
                issued.plus(asked.duration()),
                asked.session().policies(),
                begun.tags(),
                begun.sourceIdentity(),
                begun.signIn());
        var holder = new SessionToken.RoleHolder(role.account(), role.id(), asked.sessionName());
        var output = Struct.builder()
                .put("Credentials", issuer.issue(holder, session))
                .put("AssumedRoleUser", assumedRoleUser(role, asked.sessionName()))
                .putText("SourceIdentity", begun.sourceIdentity());
        if (!asked.session().isEmpty()) {
            output.put("PackedPolicySize", packedSize);
        }
        return output;
    }

    private static Struct assumedRoleUser(Role role, String sessionName) {
        return Struct.builder()
                .put("AssumedRoleId", role.id() + ":" + sessionName)
                .put("Arn", SessionToken.assumedRoleArn(role, sessionName))
                .build();
    }
}
