package dev.keyward.server.sts;

import dev.keyward.server.TestingKeyward;
import dev.keyward.server.authorize.AccessKeySecrets;
import dev.keyward.server.authorize.Authenticator;
import dev.keyward.server.authorize.Caller;
import dev.keyward.server.authorize.SessionTokens;
import dev.keyward.server.model.ServedRegions;
import dev.keyward.wire.Headers;
import dev.keyward.wire.HttpRequest;
import dev.keyward.wire.Struct;
import dev.keyward.wire.sigv4.Credentials;
import dev.keyward.wire.sigv4.RequestSigner;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** A client that signs with credentials which STS has given. */
record TestingClient(String accessKeyId, String secretAccessKey, String sessionToken) {

    /** One with the {@code Credentials} of an output. */
    static TestingClient of(Struct credentials) {
        return new TestingClient(
                credentials.requiredText("AccessKeyId"),
                credentials.requiredText("SecretAccessKey"),
                credentials.requiredText("SessionToken"));
    }

    /** The same with another token. */
    TestingClient withToken(String other) {
        return new TestingClient(accessKeyId, secretAccessKey, other);
    }

    /** Whom a server that was started just now takes the client for. */
    Caller callerOf(String service, TestingKeyward keyward) {
        var signing = new Credentials(
                accessKeyId,
                secretAccessKey.getBytes(StandardCharsets.US_ASCII),
                Optional.of(sessionToken));
        var now = keyward.clock().instant();
        var request = new HttpRequest(
                "POST", "/", "", Headers.of(Map.of("host", "keyward.test")), new byte[] {'{', '}'});
        return new Authenticator(
                        keyward.store(),
                        new AccessKeySecrets(keyward.rootKey()),
                        new SessionTokens(keyward.rootKey()),
                        ServedRegions.ALL)
                .identify(
                        new RequestSigner(signing, "eu-central-1", service).sign(request, now),
                        service,
                        now)
                .caller();
    }
}
