package dev.keyward.server.sts;

import static dev.keyward.server.TestingKeyward.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyward.server.TestingKeyward;
import dev.keyward.server.authorize.Caller;
import dev.keyward.wire.Struct;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the credentials that STS issues can do when a client signs with them. */
final class IssuedSessionsTest {

    private final TestingKeyward keyward = new TestingKeyward();
    private final Caller alice = keyward.user("alice");

    @AfterEach
    void close() {
        keyward.close();
    }

    /** Whom a request is taken for that is signed with {@code credentials}, after a restart. */
    private Caller signWith(Struct credentials) {
        return TestingClient.of(credentials).callerOf("kms", keyward);
    }

    private Caller assume(Caller caller, String role, Struct.Builder request) {
        var output = keyward.as(caller)
                .sts(
                        "AssumeRole",
                        request.put("RoleArn", "arn:aws:iam::123456789012:role/" + role)
                                .put("RoleSessionName", "s1")
                                .build());
        return signWith(output.struct("Credentials").orElseThrow());
    }

    private static String trust(String principal) {
        return """
               {"Version": "2012-10-17", "Statement": [
                 {"Effect": "Allow", "Principal": {"AWS": "%s"},
                  "Action": ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"]}]}""".formatted(principal);
    }

    private static String allow(String action, String condition) {
        return """
               {"Version": "2012-10-17", "Statement": [
                 {"Effect": "Allow", "Action": "%s", "Resource": "*", "Condition": %s}]}""".formatted(action, condition);
    }

    private static Struct.Builder tagged(String key, String value) {
        return Struct.builder()
                .putList(
                        "Tags",
                        List.of(Struct.builder()
                                .put("Key", key)
                                .put("Value", value)
                                .build()));
    }

    private void listKeys(Caller caller) {
        keyward.as(caller).kms("ListKeys", Struct.empty());
    }

    private void assertMayNotList(Caller caller, String kind) {
        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:sts::123456789012:assumed-role/ops/s1 is not authorized to perform:"
                        + " kms:ListKeys on resource: * because no " + kind
                        + " allows the kms:ListKeys action",
                () -> listKeys(caller));
    }

    @Test
    void actAsTheRoleAndNotAsTheUser() {
        var role = keyward.role("ops", trust(alice.userId()));
        keyward.allow(alice, allow("kms:*", "{}"));
        var session = assume(alice, "ops", Struct.builder());
        assertMayNotList(session, "identity-based policy");
        keyward.allow(role, allow("kms:ListKeys", "{}"));
        listKeys(session);
    }

    @Test
    void areLimitedByTheirSessionPolicy() {
        var role = keyward.role("ops", trust(alice.userId()));
        keyward.allow(role, allow("kms:*", "{}"));
        listKeys(assume(alice, "ops", Struct.builder().put("Policy", allow("kms:List*", "{}"))));
        assertMayNotList(
                assume(alice, "ops", Struct.builder().put("Policy", allow("kms:Get*", "{}"))),
                "session policy");
    }

    @Test
    void haveTheirTagsAndTheirSourceIdentity() {
        var role = keyward.role("ops", trust(alice.userId()));
        keyward.allow(role, allow("kms:ListKeys", """
                        {"StringEquals": {"aws:PrincipalTag/team": "payments",
                                          "aws:SourceIdentity": "alice"}}"""));
        listKeys(assume(alice, "ops", tagged("Team", "payments").put("SourceIdentity", "alice")));
        assertMayNotList(
                assume(alice, "ops", tagged("Team", "other").put("SourceIdentity", "alice")),
                "identity-based policy");
        assertMayNotList(assume(alice, "ops", tagged("Team", "payments")), "identity-based policy");
    }

    @Test
    void handDownTheirTransitiveTags() {
        var first = keyward.role("first", trust(alice.userId()));
        var ops = keyward.role("ops", trust(first.id()));
        keyward.allow(
                ops,
                allow(
                        "kms:ListKeys",
                        "{\"StringEquals\": {\"aws:PrincipalTag/team\": \"payments\"}}"));
        var transitive = tagged("team", "payments").putTexts("TransitiveTagKeys", List.of("team"));
        listKeys(assume(assume(alice, "first", transitive), "ops", Struct.builder()));
        var ordinary = tagged("team", "payments");
        assertMayNotList(
                assume(assume(alice, "first", ordinary), "ops", Struct.builder()),
                "identity-based policy");
    }

    @Test
    void ofGetSessionTokenActAsTheUser() {
        keyward.allow(alice, allow("kms:ListKeys", "{}"));
        var output = keyward.as(alice).sts("GetSessionToken", Struct.empty());
        var session = signWith(output.struct("Credentials").orElseThrow());
        assertEquals(alice.principal(), session.principal());
        listKeys(session);
    }
}
