package dev.keyward.server.sts;

import static dev.keyward.server.kms.TestingKms.struct;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.policy.ContextKeys;
import dev.keyward.server.TestingKeyward;
import dev.keyward.server.authorize.Caller;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.federation.TestingIssuer;
import dev.keyward.server.model.OidcProvider;
import dev.keyward.server.service.Operation;
import dev.keyward.server.service.Served;
import dev.keyward.wire.Struct;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Holds what the operations ask for to the operations table. */
final class StsTargetsTest {

    private static final TestingIssuer ISSUER = new TestingIssuer("issuer.example.org");

    /** A request that brings everything, for each operation that is served. */
    private static final Map<String, Struct> REQUESTS = Map.of(
            "AssumeRole",
            struct(
                    "RoleArn",
                    "arn:aws:iam::123456789012:role/ops",
                    "RoleSessionName",
                    "s1",
                    "ExternalId",
                    "four",
                    "SourceIdentity",
                    "alice",
                    "SerialNumber",
                    "arn:aws:iam::123456789012:mfa/phone",
                    "TokenCode",
                    "123456",
                    "Tags",
                    List.of(struct("Key", "team", "Value", "blue")),
                    "TransitiveTagKeys",
                    List.of("team")),
            "AssumeRoleWithSAML",
            TestingSaml.request(TestingSaml.response()
                            .aws("PrincipalTag:team", "blue")
                            .aws("TransitiveTagKeys", "team")
                            .aws("SourceIdentity", "alice")
                            .signed())
                    .build(),
            "AssumeRoleWithWebIdentity",
            struct(
                    "RoleArn",
                    "arn:aws:iam::123456789012:role/ops",
                    "RoleSessionName",
                    "s1",
                    "WebIdentityToken",
                    token()),
            "DecodeAuthorizationMessage",
            struct("EncodedMessage", "none"),
            "GetFederationToken",
            struct("Name", "guest", "Tags", List.of(struct("Key", "team", "Value", "blue"))),
            "GetAccessKeyInfo",
            struct("AccessKeyId", "AKIAIOSFODNN7EXAMPLE"),
            "GetCallerIdentity",
            Struct.empty(),
            "GetSessionToken",
            Struct.empty());

    private final TestingKeyward keyward = new TestingKeyward();
    private final Caller alice = keyward.user("alice");

    @AfterEach
    void close() {
        keyward.close();
    }

    private Caller caller(Operation<?> operation, Struct input) {
        return operation instanceof Operation.Vouched<?> vouched
                ? vouched.caller(input, keyward.clock().instant())
                : alice;
    }

    /** What the operation asks for, with the keys that a provider's word brings to all of it. */
    private <Q> List<Target> targets(Operation<Q> operation, Struct input) {
        var call = keyward.callBy(caller(operation, input));
        var request = operation.read(input);
        return keyward.store().read(snapshot -> operation.targets(request, call, snapshot)).stream()
                .map(target -> new Target(
                        target.action(),
                        target.resource(),
                        told(call.caller()).with(target.keys())))
                .toList();
    }

    private static ContextKeys told(Caller caller) {
        var keys = ContextKeys.builder();
        caller.session().flatMap(session -> session.signIn().federation()).ifPresent(federation -> {
            federation.single().forEach(keys::single);
            federation.multiple().forEach(keys::multiple);
        });
        return keys.build();
    }

    /** One whose claims ask for everything that a session can be given. */
    private static String token() {
        var claims = ISSUER.claims("alice", TestingKeyward.START);
        claims.put("https://aws.amazon.com/source_identity", "alice");
        claims.put(
                "https://aws.amazon.com/tags",
                Map.of(
                        "principal_tags", Map.of("team", List.of("blue")),
                        "transitive_tag_keys", List.of("team")));
        return ISSUER.token(claims);
    }

    private void registerIssuer() {
        keyward.issuers().answer(ISSUER);
        var provider = new OidcProvider(
                TestingKeyward.ACCOUNT,
                ISSUER.url(),
                List.of("sts.amazonaws.com"),
                List.of(),
                TestingKeyward.START,
                new TreeMap<>());
        keyward.store().write(transaction -> {
            transaction.oidcProviders().insert(provider);
            return provider;
        });
    }

    @Test
    void theyNeedTheActionsAndBringTheKeysThatTheTableLists() {
        var service = keyward.sts();
        new TestingSaml(keyward).provider();
        registerIssuer();
        var checked = new TreeSet<String>();
        for (var row : StsOperationsTable.load().rows()) {
            if (row.served() == Served.NOT_YET) {
                continue;
            }
            checked.add(row.operation());
            var targets = targets(
                    service.operation(row.operation()),
                    REQUESTS.getOrDefault(row.operation(), Struct.empty()));
            // Provided contexts are refused, so that nothing sets them.
            assertEquals(
                    row.actions().stream()
                            .filter(action -> !action.equals("sts:SetContext"))
                            .toList(),
                    targets.stream().map(Target::action).toList());
            for (var target : targets) {
                var brought = new TreeSet<String>(target.keys().names());
                assertTrue(
                        row.conditionKeys().stream()
                                .allMatch(listed -> brought.stream()
                                        .anyMatch(name -> name.regionMatches(
                                                true,
                                                0,
                                                listed,
                                                0,
                                                listed.replace("*", "").length()))),
                        row.operation() + " brings " + brought);
                brought.removeIf(row::brings);
                // Those that have the issuer's name are as many as there are issuers.
                brought.removeIf(name -> name.startsWith(ISSUER.url() + ":"));
                assertEquals(new TreeSet<>(), brought, row.operation());
            }
        }
        assertEquals(REQUESTS.keySet(), checked);
    }
}
