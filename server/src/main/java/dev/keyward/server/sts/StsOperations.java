package dev.keyward.server.sts;

import dev.keyward.crypto.RandomSource;
import dev.keyward.server.authorize.SessionTokens;
import dev.keyward.server.service.Operation;
import dev.keyward.server.service.Service;
import dev.keyward.wire.model.ApiModel;

import java.util.List;

/** The operations of STS that are served. */
public final class StsOperations {

    private StsOperations() {}

    public static Service service(SessionTokens tokens, RandomSource random) {
        return Service.of("sts", ApiModel.load("sts"), all(tokens, random));
    }

    private static List<Operation<?>> all(SessionTokens tokens, RandomSource random) {
        var issuer = new CredentialsIssuer(tokens, random);
        return List.of(
                new AssumeRole(issuer),
                new GetAccessKeyInfo(),
                new GetCallerIdentity(),
                new GetSessionToken(issuer));
    }
}
