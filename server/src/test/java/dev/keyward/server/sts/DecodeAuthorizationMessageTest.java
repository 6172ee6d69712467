package dev.keyward.server.sts;

import static dev.keyward.server.TestingKeyward.OTHER_ACCOUNT;
import static dev.keyward.server.TestingKeyward.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.policy.ContextKeys;
import dev.keyward.server.TestingKeyward;
import dev.keyward.server.authorize.Authorizer;
import dev.keyward.server.authorize.Caller;
import dev.keyward.server.authorize.EncodedRefusals;
import dev.keyward.server.authorize.Target;
import dev.keyward.wire.Struct;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What {@link EncodedRefusals} encodes, decoded. */
final class DecodeAuthorizationMessageTest {

    private static final String INVALID = "InvalidAuthorizationMessageException";

    private final TestingKeyward keyward = new TestingKeyward();
    private final EncodedRefusals refusals = new EncodedRefusals(keyward.rootKey());
    private final Caller alice = keyward.user("alice");

    @AfterEach
    void close() {
        keyward.close();
    }

    /** What a service that encodes would give {@code caller} for {@code ec2:DescribeVpcEndpoints}. */
    private String message(Caller caller, ContextKeys keys) {
        var target = new Target("ec2:DescribeVpcEndpoints", new Target.Anything(), keys);
        var call = keyward.callBy(caller);
        return refusals.encode(
                keyward.store()
                        .read(snapshot -> new Authorizer().refusal(call, List.of(target), snapshot))
                        .orElseThrow(),
                call);
    }

    private String decode(Caller caller, String message) {
        return keyward.as(caller)
                .sts(
                        "DecodeAuthorizationMessage",
                        Struct.builder().put("EncodedMessage", message).build())
                .requiredText("DecodedMessage");
    }

    @Test
    void tellsWhoAskedForWhatAndThatNothingAllowedIt() {
        var decoded = decode(
                TestingKeyward.rootOf(TestingKeyward.ACCOUNT),
                message(alice, ContextKeys.builder().single("ec2:Vpc", "vpc-1").build()));
        assertTrue(
                decoded.startsWith("{\"allowed\":false,\"explicitDeny\":false,"
                        + "\"matchedStatements\":{\"items\":[]},\"failures\":{\"items\":[]},"
                        + "\"context\":{\"principal\":{\"id\":\"" + alice.userId()
                        + "\",\"name\":\"alice\","
                        + "\"arn\":\"arn:aws:iam::123456789012:user/alice\"},"
                        + "\"action\":\"ec2:DescribeVpcEndpoints\",\"resource\":\"*\","
                        + "\"conditions\":{\"items\":[{\"key\":\"aws:"),
                decoded);
        assertTrue(
                decoded.contains(
                        "{\"key\":\"ec2:vpc\",\"values\":{\"items\":[{\"value\":\"vpc-1\"}]}}"),
                decoded);
    }

    @Test
    void tellsTheStatementThatDenied() {
        keyward.allow(alice, """
                {"Version": "2012-10-17", "Statement": [
                  {"Sid": "NoEndpoints", "Effect": "Deny", "Action": "ec2:*", "Resource": "*",
                   "Condition": {"Bool": {"aws:SecureTransport": "true"}}}]}""");
        var decoded = decode(
                TestingKeyward.rootOf(TestingKeyward.ACCOUNT), message(alice, ContextKeys.empty()));
        assertTrue(
                decoded.startsWith("{\"allowed\":false,\"explicitDeny\":true,"
                        + "\"matchedStatements\":{\"items\":[{\"statementId\":\"NoEndpoints\","
                        + "\"effect\":\"DENY\",\"principals\":{\"items\":[]},"
                        + "\"principalGroups\":{\"items\":[]},"
                        + "\"actions\":{\"items\":[{\"value\":\"ec2:*\"}]},"
                        + "\"resources\":{\"items\":[{\"value\":\"*\"}]},"
                        + "\"conditions\":{\"items\":[{\"operator\":\"Bool\","
                        + "\"key\":\"aws:SecureTransport\","
                        + "\"values\":{\"items\":[{\"value\":\"true\"}]}}]}}]}"),
                decoded);
    }

    @Test
    void leavesOutWhatDoesNotFit() {
        var keys = ContextKeys.builder();
        for (var number = 0; number < 2_000; number++) {
            keys.single("ec2:key" + number, Integer.toHexString(number * 0x9E3779B9));
        }
        var message = message(alice, keys.build());
        assertTrue(message.length() <= 10_240, () -> message.length() + " characters");
        var decoded = decode(TestingKeyward.rootOf(TestingKeyward.ACCOUNT), message);
        assertTrue(decoded.endsWith("\"conditions\":{\"items\":[]}}}"), decoded);
    }

    @Test
    void needsPermission() {
        var message = message(alice, ContextKeys.empty());
        assertRefused(
                "AccessDenied",
                "User: arn:aws:iam::123456789012:user/alice is not authorized to perform:"
                        + " sts:DecodeAuthorizationMessage on resource: * because no identity-based"
                        + " policy allows the sts:DecodeAuthorizationMessage action",
                () -> decode(alice, message));
    }

    @Test
    void refusesWhatIsNoMessageOrWasChanged() {
        var root = TestingKeyward.rootOf(TestingKeyward.ACCOUNT);
        var message = message(alice, ContextKeys.empty());
        assertFalse(message.matches(".*[^A-Za-z0-9_-].*"), message);
        var flipped = (message.charAt(9) == 'A' ? 'B' : 'A') + "";
        for (var other : List.of(
                "x",
                message + "\n",
                message.substring(1),
                message.substring(0, 9) + flipped + message.substring(10))) {
            assertRefused(INVALID, "Message is not valid", () -> decode(root, other));
        }
    }

    @Test
    void refusesAMessageOfAnotherAccountAndOneThatIsADayOld() {
        var root = TestingKeyward.rootOf(TestingKeyward.ACCOUNT);
        var message = message(alice, ContextKeys.empty());
        assertRefused(
                INVALID,
                "Message is not valid",
                () -> decode(TestingKeyward.rootOf(OTHER_ACCOUNT), message));
        keyward.clock().advance(Duration.ofDays(1).minusSeconds(1));
        assertEquals(decode(root, message), decode(root, message));
        keyward.clock().advance(Duration.ofSeconds(1));
        assertRefused(INVALID, "Message is not valid", () -> decode(root, message));
    }
}
