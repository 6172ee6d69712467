package dev.keyward.server.sts;

import dev.keyward.server.service.Agreement;
import dev.keyward.server.service.Operation;
import dev.keyward.server.service.Service;
import dev.keyward.wire.model.ApiModel;

import java.util.List;

/** The operations of STS that are served. */
public final class StsOperations {

    private StsOperations() {}

    /**
     * STS as a service.
     *
     * @throws IllegalStateException if the operations, their table and the API model do not agree
     */
    public static Service service(StsParts parts) {
        var model = ApiModel.load("sts");
        var operations = all(parts);
        Agreement.require(model, operations, StsOperationsTable.load().served());
        return Service.of("sts", model, operations);
    }

    private static List<Operation<?>> all(StsParts parts) {
        var issuer = new CredentialsIssuer(parts.tokens(), parts.random());
        var sessions = new RoleSessions(issuer);
        return List.of(
                new AssumeRole(sessions, parts.mfaCodes()),
                new AssumeRoleWithSaml(parts.store(), parts.redeemed(), sessions),
                new AssumeRoleWithWebIdentity(parts.store(), parts.webIdentities(), sessions),
                new DecodeAuthorizationMessage(parts.refusals()),
                new GetAccessKeyInfo(),
                new GetCallerIdentity(),
                new GetFederationToken(issuer),
                new GetSessionToken(issuer, parts.mfaCodes()));
    }
}
