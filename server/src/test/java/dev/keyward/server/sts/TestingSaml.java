package dev.keyward.server.sts;

import dev.keyward.crypto.saml.SamlMetadata;
import dev.keyward.crypto.saml.TestingIdentityProvider;
import dev.keyward.crypto.saml.TestingSamlResponse;
import dev.keyward.server.TestingKeyward;
import dev.keyward.server.authorize.Caller;
import dev.keyward.server.model.SamlProvider;
import dev.keyward.wire.Struct;
import dev.keyward.wire.model.InputCheck;

import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;

/** Signing in by SAML over {@link TestingKeyward}, as a request without a signature does it. */
final class TestingSaml {

    static final String ROLE = "arn:aws:iam::123456789012:role/ops";

    static final String PROVIDER = "arn:aws:iam::123456789012:saml-provider/Okta";

    /** One for all, since a key takes a while to make. */
    static final TestingIdentityProvider IDP =
            TestingIdentityProvider.named("https://idp.example.com/saml");

    private static final String OPERATION = "AssumeRoleWithSAML";

    private final TestingKeyward keyward;

    TestingSaml(TestingKeyward keyward) {
        this.keyward = keyward;
    }

    /** Makes the provider. */
    SamlProvider provider() {
        return provider(TestingKeyward.START.plus(Duration.ofDays(365)));
    }

    SamlProvider provider(Instant validUntil) {
        var metadata = SamlMetadata.parse(IDP.metadata());
        var provider = new SamlProvider(
                TestingKeyward.ACCOUNT,
                "Okta",
                "SAMLSPABCDEFGHIJKLMNOPQ",
                metadata.entityId(),
                metadata.signingCertificates(),
                TestingKeyward.START,
                validUntil,
                new TreeMap<>());
        keyward.store().write(transaction -> {
            transaction.samlProviders().insert(provider, IDP.metadata());
            return provider;
        });
        return provider;
    }

    /** A response that lets alice in to the role. */
    static TestingSamlResponse response() {
        return response(TestingKeyward.START);
    }

    static TestingSamlResponse response(Instant now) {
        return IDP.response(now).aws("Role", ROLE + "," + PROVIDER).aws("RoleSessionName", "alice");
    }

    static Struct.Builder request(String response) {
        return Struct.builder()
                .put("RoleArn", ROLE)
                .put("PrincipalArn", PROVIDER)
                .put("SAMLAssertion", TestingSamlResponse.base64(response));
    }

    Struct assume(TestingSamlResponse response) {
        return assume(request(response.signed()));
    }

    /** Calls as the server does for a request that is not signed. */
    Struct assume(Struct.Builder request) {
        var input = request.build();
        var model = keyward.sts().model();
        InputCheck.check(
                model.operation(OPERATION).orElseThrow().input(),
                input,
                model.service().wording());
        return keyward.as(caller(input)).sts(OPERATION, input);
    }

    Caller caller(Struct input) {
        return keyward.sts()
                .vouched(OPERATION)
                .orElseThrow()
                .caller(input, keyward.clock().instant());
    }
}
