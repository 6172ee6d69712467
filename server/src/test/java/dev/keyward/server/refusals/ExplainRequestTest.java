package dev.keyward.server.refusals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.policy.AccountId;
import dev.keyward.server.TestingKeyward;
import dev.keyward.server.authorize.Caller;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;
import dev.keyward.wire.model.ApiModel;
import dev.keyward.wire.protocol.Protocol;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ExplainRequestTest {

    private static final AccountId THIRD_ACCOUNT = new AccountId("000000000001");

    private static final String BLUE_KEYS = """
            {"Version": "2012-10-17", "Statement": {"Sid": "BlueKeys", "Effect": "Allow",
              "Action": ["kms:Encrypt", "kms:Decrypt"], "Resource": "*",
              "Condition": {"StringEquals": {"aws:ResourceTag/colour": "blue"}}}}""";

    private static final String ANY_KEY = """
            {"Version": "2012-10-17", "Statement": {"Sid": "AnyKey", "Effect": "Allow",
              "Action": "kms:*", "Resource": "*"}}""";

    private final TestingKeyward keyward = new TestingKeyward();

    @AfterEach
    void close() {
        keyward.close();
    }

    private String key(String policy) {
        return keyward.asRoot()
                .kms(
                        "CreateKey",
                        Struct.builder()
                                .put("Policy", policy)
                                .put("BypassPolicyLockoutSafetyCheck", true)
                                .putList(
                                        "Tags",
                                        List.of(Struct.builder()
                                                .put("TagKey", "colour")
                                                .put("TagValue", "vermilion")
                                                .build()))
                                .build())
                .struct("KeyMetadata")
                .orElseThrow()
                .requiredText("Arn");
    }

    private static String policy(String statement) {
        return """
                {"Version": "2012-10-17", "Statement": [{"Sid": "Owner", "Effect": "Allow",
                  "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
                  "Action": "kms:*", "Resource": "*"}, %s]}""".formatted(statement);
    }

    private static final String PAINTERS_OF_OTHERS = """
            {"Sid": "Painters", "Effect": "Allow", "Action": "kms:Encrypt", "Resource": "*",
             "Principal": {"AWS": "arn:aws:iam::210987654321:root"}, "Condition": {"StringEquals": {
               "aws:PrincipalTag/trade": "painter", "kms:EncryptionContext:room": "hall"}}}""";

    /** Has an Encrypt of {@code caller} refused and answers with its request id. */
    private String refuse(Caller caller, String key) {
        var input = Struct.builder()
                .put("KeyId", key)
                .put("Plaintext", new byte[] {1})
                .put(
                        "EncryptionContext",
                        Struct.builder().put("room", "kitchen").build())
                .build();
        var refusal = assertThrows(
                ServiceException.class, () -> keyward.as(caller).kms("Encrypt", input));
        assertEquals("ACCESS_DENIED", refusal.code().toString(), refusal.toString());
        return keyward.lastRequestId();
    }

    private Struct explain(Caller asking, String requestId) {
        return keyward.as(asking)
                .keyward(
                        "ExplainRequest",
                        Struct.builder().put("RequestId", requestId).build());
    }

    private static void assertTells(Struct answer, String... parts) {
        for (var part : parts) {
            for (var text : List.of(answer.requiredText("Text"), json(answer))) {
                assertTrue(text.contains(part), "no `" + part + "` in " + text);
            }
        }
    }

    private static void assertHides(Struct answer, String... parts) {
        for (var part : parts) {
            assertFalse(json(answer).contains(part), "`" + part + "` in " + json(answer));
        }
    }

    /** The whole answer as it goes out, the text among it. */
    private static String json(Struct answer) {
        var api = ApiModel.load("keyward");
        var reply = Protocol.of(api)
                .reply(api.operation("ExplainRequest").orElseThrow(), answer, "request");
        return new String(reply.body(), StandardCharsets.UTF_8);
    }

    private void assertUnknown(Caller asking, String requestId) {
        TestingKeyward.assertRefused(
                "NotFoundException",
                "no call of the id " + requestId + " was refused to this account, or for a resource"
                        + " of it, not long ago",
                () -> explain(asking, requestId));
    }

    private static Caller rootOf(AccountId account) {
        return TestingKeyward.rootOf(account);
    }

    @Test
    void tellsTheAccountsAdministratorEverything() {
        var user = keyward.user("ann");
        keyward.allow(user, BLUE_KEYS);
        var id = refuse(user, key(policy(PAINTERS_OF_OTHERS)));
        var answer = explain(rootOf(TestingKeyward.ACCOUNT), id);

        assertEquals("BOTH", answer.requiredText("View"));
        assertEquals("kms:Encrypt", answer.requiredText("Operation"));
        assertEquals(TestingKeyward.START, answer.time("RequestTime").orElseThrow());
        assertTrue(answer.requiredText("Message").endsWith("the kms:Encrypt action"));
        assertTells(answer, "BlueKeys", "aws:ResourceTag/colour", "blue", "vermilion", "Owner");
        var text = answer.requiredText("Text");
        assertTrue(text.contains("\nTo allow it:\n"), text);
        assertTrue(text.contains("make the request with aws:ResourceTag/colour blue"), text);
    }

    @Test
    void tellsWhatWasAskedThenEvenIfThePoliciesAreOthersNow() {
        var user = keyward.user("ann");
        keyward.allow(user, BLUE_KEYS);
        var key = key(policy(PAINTERS_OF_OTHERS));
        var id = refuse(user, key);
        keyward.allow(user, ANY_KEY);
        keyward.as(user)
                .kms(
                        "Encrypt",
                        Struct.builder()
                                .put("KeyId", key)
                                .put("Plaintext", new byte[] {1})
                                .build());

        var answer = explain(rootOf(TestingKeyward.ACCOUNT), id);
        assertTells(answer, "BlueKeys");
        assertHides(answer, "AnyKey");
    }

    @Test
    void keepsWhatARequestBringsOnItsLine() {
        var user = keyward.user("ann");
        keyward.allow(user, BLUE_KEYS.replace("aws:ResourceTag/colour", "aws:RequestedRegion\\nX"));
        var id = refuse(user, key(policy(PAINTERS_OF_OTHERS)));
        var text = explain(rootOf(TestingKeyward.ACCOUNT), id).requiredText("Text");
        assertTrue(text.contains("aws:RequestedRegion\\u000aX"), text);
    }

    @Test
    void asksForAPermissionOfTheRefusedToo() {
        var user = keyward.user("ann");
        var id = refuse(user, key(policy(PAINTERS_OF_OTHERS)));
        TestingKeyward.assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::123456789012:user/ann is not authorized to perform:"
                        + " keyward:ExplainRequest on resource: * because no identity-based policy"
                        + " allows the keyward:ExplainRequest action",
                () -> explain(user, id));
        TestingKeyward.assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::123456789012:user/ann is not authorized to perform:"
                        + " keyward:ExplainRequest on resource: * because no identity-based policy"
                        + " allows the keyward:ExplainRequest action",
                () -> explain(user, "never-refused"));

        keyward.allow(user, """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
                  "Action": "keyward:ExplainRequest", "Resource": "*"}}""");
        assertTells(explain(user, id), "kms:Encrypt");
    }

    @Test
    void tellsTheCallersAccountItsOwnSideOnly() {
        var user = keyward.user(TestingKeyward.OTHER_ACCOUNT, "eve");
        keyward.allow(user, BLUE_KEYS);
        var id = refuse(user, key(policy(PAINTERS_OF_OTHERS)));
        var answer = explain(rootOf(TestingKeyward.OTHER_ACCOUNT), id);

        assertEquals("CALLER", answer.requiredText("View"));
        assertTells(answer, "BlueKeys", "aws:ResourceTag/colour", "blue");
        assertHides(answer, "Painters", "Owner", "painter", "vermilion");
        var text = answer.requiredText("Text");
        assertTrue(text.contains("add to the identity-based policy"), text);
        assertFalse(text.contains("grant of"), text);
    }

    @Test
    void tellsTheResourcesAccountItsOwnSideOnly() {
        var user = keyward.user(TestingKeyward.OTHER_ACCOUNT, "eve");
        keyward.allow(user, ANY_KEY);
        tag(user, "trade", "plumber");
        var id = refuse(user, key(policy(PAINTERS_OF_OTHERS)));
        var answer = explain(rootOf(TestingKeyward.ACCOUNT), id);

        assertEquals("RESOURCE", answer.requiredText("View"));
        assertFalse(answer.has("Message"));
        assertTells(
                answer,
                user.principal().arn(),
                "Painters",
                "kms:EncryptionContext:room",
                "hall",
                "kitchen",
                "aws:PrincipalTag/trade");
        assertHides(answer, "AnyKey", "plumber");
        var text = answer.requiredText("Text");
        assertTrue(text.contains("add to the resource-based policy"), text);
        assertFalse(text.contains("add to the identity-based policy"), text);
    }

    private void tag(Caller caller, String key, String value) {
        var user = keyward.userOf(caller);
        var tags = new TreeMap<>(user.tags());
        tags.put(key, value);
        keyward.store().write(transaction -> {
            transaction.users().update(user.withTags(tags));
            return 0;
        });
    }

    @Test
    void tellsOthersWhatItTellsOfAnIdThatThereNeverWas() {
        var id = refuse(keyward.user("ann"), key(policy(PAINTERS_OF_OTHERS)));
        assertUnknown(rootOf(TestingKeyward.OTHER_ACCOUNT), id);
        assertUnknown(rootOf(THIRD_ACCOUNT), id);
        assertUnknown(rootOf(TestingKeyward.ACCOUNT), "never-refused");
    }

    @Test
    void tellsTheSameOfAKeyThatDoesNotExist() {
        var user = keyward.user(TestingKeyward.OTHER_ACCOUNT, "eve");
        keyward.allow(user, BLUE_KEYS);
        var real = key(policy(PAINTERS_OF_OTHERS));
        var unreal = real.substring(0, real.length() - 12) + "000000000000";
        var asking = rootOf(TestingKeyward.OTHER_ACCOUNT);
        var ofReal = explain(asking, refuse(user, real));
        var ofUnreal = explain(asking, refuse(user, unreal));
        assertEquals(
                withoutNames(ofReal, real).replace(ofReal.requiredText("RequestId"), "ID"),
                withoutNames(ofUnreal, unreal).replace(ofUnreal.requiredText("RequestId"), "ID"));
    }

    private static String withoutNames(Struct answer, String key) {
        return json(answer).replace(key, "KEY");
    }

    @Test
    void explainsRefusalsToExplain() {
        var user = keyward.user("ann");
        assertThrows(ServiceException.class, () -> explain(user, "never-refused"));
        var id = keyward.lastRequestId();
        assertTells(explain(rootOf(TestingKeyward.ACCOUNT), id), "keyward:ExplainRequest");
    }

    @Test
    void explainsWhyARoleWasNotAssumed() {
        var user = keyward.user("ann");
        keyward.allow(user, """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
                  "Action": "sts:AssumeRole", "Resource": "*"}}""");
        var role = keyward.role("driver", """
                {"Version": "2012-10-17", "Statement": {"Sid": "OnlyBob", "Effect": "Allow",
                  "Action": "sts:AssumeRole", "Principal": {"AWS": "AIDA00000000000000BOB"}}}""");
        assertThrows(
                ServiceException.class,
                () -> keyward.as(user)
                        .sts(
                                "AssumeRole",
                                Struct.builder()
                                        .put("RoleArn", role.arn().toString())
                                        .put("RoleSessionName", "drive")
                                        .build()));
        var id = keyward.lastRequestId();
        assertTells(explain(rootOf(TestingKeyward.ACCOUNT), id), "OnlyBob", "sts:AssumeRole");
    }
}
