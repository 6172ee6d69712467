package dev.keyward.server.sts;

import static dev.keyward.server.TestingKeyward.ACCOUNT;
import static dev.keyward.server.TestingKeyward.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.server.TestingKeyward;
import dev.keyward.server.authorize.Caller;
import dev.keyward.server.authorize.Caller.SessionPolicies;
import dev.keyward.wire.Struct;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class GetFederationTokenTest {

    private static final String GUEST = "arn:aws:sts::123456789012:federated-user/guest";

    private final TestingKeyward keyward = new TestingKeyward();
    private final Caller alice = keyward.user("alice");

    @AfterEach
    void close() {
        keyward.close();
    }

    private static String allow(String action) {
        return """
               {"Version": "2012-10-17", "Statement": [
                 {"Effect": "Allow", "Action": "%s", "Resource": "*"}]}""".formatted(action);
    }

    private static Struct.Builder request() {
        return Struct.builder().put("Name", "guest");
    }

    private Struct ask(Caller caller, Struct.Builder request) {
        return keyward.as(caller).sts("GetFederationToken", request.build());
    }

    private Caller guest(Caller caller, Struct.Builder request) {
        var credentials = ask(caller, request).struct("Credentials").orElseThrow();
        return TestingClient.of(credentials).callerOf("kms", keyward);
    }

    private void listKeys(Caller caller) {
        keyward.as(caller).kms("ListKeys", Struct.empty());
    }

    private void assertMayNotList(Caller caller, String kind) {
        assertRefused(
                "AccessDeniedException",
                "User: " + GUEST + " is not authorized to perform: kms:ListKeys on resource: *"
                        + " because no " + kind + " allows the kms:ListKeys action",
                () -> listKeys(caller));
    }

    @Test
    void namesWhomItWasGivenTo() {
        keyward.allow(alice, allow("sts:GetFederationToken"));
        var output = ask(alice, request().put("Policy", allow("kms:*")));
        var user = output.struct("FederatedUser").orElseThrow();
        assertEquals("123456789012:guest", user.requiredText("FederatedUserId"));
        assertEquals(GUEST, user.requiredText("Arn"));
        assertTrue(output.integer("PackedPolicySize").orElseThrow() > 0);
        assertEquals(
                Optional.of(TestingKeyward.START.plus(Duration.ofHours(12))),
                output.struct("Credentials").orElseThrow().time("Expiration"));
        assertFalse(ask(alice, request()).has("PackedPolicySize"));
    }

    @Test
    void needsPermissionOnTheNameThatIsGiven() {
        assertRefused(
                "AccessDenied",
                "User: arn:aws:iam::123456789012:user/alice is not authorized to perform:"
                        + " sts:GetFederationToken on resource: " + GUEST
                        + " because no identity-based policy allows the sts:GetFederationToken"
                        + " action",
                () -> ask(alice, request()));
        keyward.allow(alice, """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
                  "Action": "sts:GetFederationToken",
                  "Resource": "arn:aws:sts::123456789012:federated-user/gu*"}]}""");
        ask(alice, request());
    }

    @Test
    void needsPermissionForTags() {
        keyward.allow(alice, allow("sts:GetFederationToken"));
        var tags =
                List.of(Struct.builder().put("Key", "team").put("Value", "blue").build());
        assertRefused(
                "AccessDenied",
                "User: arn:aws:iam::123456789012:user/alice is not authorized to perform:"
                        + " sts:TagSession on resource: " + GUEST
                        + " because no identity-based policy allows the sts:TagSession action",
                () -> ask(alice, request().putList("Tags", tags)));
        keyward.allow(alice, allow("sts:TagSession"));
        keyward.allow(alice, """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
                  "Action": "kms:ListKeys", "Resource": "*",
                  "Condition": {"StringEquals": {"aws:PrincipalTag/team": "blue"}}}]}""");
        listKeys(guest(alice, request().put("Policy", allow("kms:*")).putList("Tags", tags)));
        assertMayNotList(
                guest(alice, request().put("Policy", allow("kms:*"))), "identity-based policy");
    }

    @Test
    void givesWhatBothTheUserAndTheSessionPoliciesAllow() {
        keyward.allow(alice, allow("sts:GetFederationToken"));
        assertMayNotList(
                guest(alice, request().put("Policy", allow("kms:*"))), "identity-based policy");
        keyward.allow(alice, allow("kms:ListKeys"));
        listKeys(guest(alice, request().put("Policy", allow("kms:*"))));
        assertMayNotList(
                guest(alice, request().put("Policy", allow("kms:Get*"))), "session policy");
        assertMayNotList(guest(alice, request()), "session policy");
    }

    @Test
    void takesManagedSessionPolicies() {
        keyward.allow(alice, allow("sts:GetFederationToken"));
        keyward.allow(alice, allow("kms:ListKeys"));
        var lists = keyward.managedPolicy("Lists", allow("kms:ListKeys"));
        var other = keyward.managedPolicy("Other", allow("kms:CreateKey"));
        listKeys(guest(alice, request().putList("PolicyArns", arns(lists.toString()))));
        assertMayNotList(
                guest(alice, request().putList("PolicyArns", arns(other.toString()))),
                "session policy");
        var absent = "arn:aws:iam::123456789012:policy/Absent";
        assertRefused(
                "ValidationError",
                absent + " is invalid",
                () -> ask(alice, request().putList("PolicyArns", arns(absent))));
    }

    private static List<Struct> arns(String arn) {
        return List.of(Struct.builder().put("arn", arn).build());
    }

    @Test
    void givesTheRootUsersPowerForAnHourAtMost() {
        var root = TestingKeyward.rootOf(ACCOUNT);
        var asked = request().put("Policy", allow("kms:ListKeys")).put("DurationSeconds", 7200);
        assertEquals(
                Optional.of(TestingKeyward.START.plus(Duration.ofHours(1))),
                ask(root, asked).struct("Credentials").orElseThrow().time("Expiration"));
        var guest = guest(root, asked);
        assertEquals(GUEST, guest.principal().arn());
        listKeys(guest);
        assertRefused(
                "AccessDeniedException",
                "User: " + GUEST + " is not authorized to perform: kms:CreateKey on resource: *"
                        + " because no session policy allows the kms:CreateKey action",
                () -> keyward.as(guest).kms("CreateKey", Struct.empty()));
    }

    @Test
    void refusesPoliciesThatCannotBeJudgedOrAreTooLarge() {
        keyward.allow(alice, allow("sts:GetFederationToken"));
        assertRefused(
                "MalformedPolicyDocument",
                "This policy contains invalid Json",
                () -> ask(alice, request().put("Policy", "{")));
        assertRefused(
                "ValidationError",
                "1 validation error detected: Value 'a' at 'name' failed to satisfy constraint:"
                        + " Member must have length greater than or equal to 2",
                () -> ask(alice, request().put("Name", "a")));
        assertRefused(
                "ValidationError",
                "1 validation error detected: Value '899' at 'durationSeconds' failed to satisfy"
                        + " constraint: Member must have value greater than or equal to 900",
                () -> ask(alice, request().put("DurationSeconds", 899)));
    }

    @Test
    void isForLongTermCredentialsOnly() {
        var role = keyward.role("ops", "{\"Version\":\"2012-10-17\",\"Statement\":[]}");
        keyward.allow(role, allow("*"));
        assertRefused(
                "AccessDenied",
                "Cannot call GetFederationToken with session credentials",
                () -> ask(keyward.session(role, "s1", SessionPolicies.NONE), request()));
        keyward.allow(alice, allow("*"));
        var again = guest(alice, request().put("Policy", allow("*")));
        assertRefused(
                "AccessDenied",
                "Cannot call GetFederationToken with session credentials",
                () -> ask(again, request()));
    }
}
