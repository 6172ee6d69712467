package dev.keyward.server.refusals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;
import dev.keyward.policy.ContextKeys;
import dev.keyward.server.TestingKeyward;
import dev.keyward.server.authorize.Authorizer;
import dev.keyward.server.authorize.Caller;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.service.CallObserver;
import dev.keyward.wire.CommonError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RecentRefusalsTest {

    private static final long ROOM = 100_000;

    private final TestingKeyward keyward = new TestingKeyward();
    private final Authorizer authorizer = new Authorizer();
    private final RecentRefusals refusals = RecentRefusals.upTo(ROOM);

    @AfterEach
    void close() {
        keyward.close();
    }

    /** Has a call refused and answers with its id. */
    private String refuse(Caller caller, ContextKeys keys) {
        var call = keyward.callBy(caller);
        var target = new Target("kms:ListKeys", new Target.Anything(), keys);
        var refusal = keyward.store()
                .read(snapshot -> authorizer.refusal(call, List.of(target), snapshot))
                .orElseThrow();
        refusals.ended(call, "kms:ListKeys", new CallObserver.Denied(refusal));
        return call.requestId();
    }

    private String refuse(Caller caller) {
        return refuse(caller, ContextKeys.empty());
    }

    private boolean knows(String requestId) {
        return refusals.find(requestId).isPresent();
    }

    @Test
    void remembersWhatWasRefused() {
        var user = keyward.user("ann");
        var refused = refusals.find(refuse(user)).orElseThrow();
        assertEquals("kms:ListKeys", refused.operation());
        assertEquals(TestingKeyward.START, refused.time());
        assertEquals(user.principal(), refused.question().request().principal());
        assertTrue(refused.message().endsWith("the kms:ListKeys action"), refused.message());
    }

    @Test
    void remembersNothingElse() {
        var call = keyward.callBy(keyward.user("ann"));
        refusals.ended(call, "kms:ListKeys", new CallObserver.Answered(List.of()));
        refusals.ended(call, "kms:ListKeys", new CallObserver.Failed());
        refusals.ended(call, "kms:ListKeys", new CallObserver.Refused(CommonError.VALIDATION));
        assertFalse(knows(call.requestId()));
    }

    @Test
    void keepsTheConditionKeysAsTheyWere() {
        var user = keyward.user("ann");
        var id = refuse(
                user,
                ContextKeys.lazily(() ->
                        ContextKeys.builder().single("kms:ViaService", "s3").build()));
        var context = refusals.find(id).orElseThrow().question().request().context();
        assertEquals(Optional.of(new ContextKeys.Single("s3")), context.find("kms:ViaService"));
        assertEquals(
                Optional.of(new ContextKeys.Single(user.principal().arn())),
                context.find("aws:PrincipalArn"));
        assertEquals(
                Optional.of(new ContextKeys.Single("10.20.30.40")), context.find("aws:SourceIp"));
    }

    @Test
    void keepsThePoliciesAsTheyWere() {
        var user = keyward.user("ann");
        keyward.allow(user, """
                {"Version": "2012-10-17",
                 "Statement": {"Effect": "Allow", "Action": "kms:Decrypt", "Resource": "*"}}""");
        var id = refuse(user);
        keyward.allow(user, """
                {"Version": "2012-10-17",
                 "Statement": {"Effect": "Allow", "Action": "kms:ListKeys", "Resource": "*"}}""");
        var question = refusals.find(id).orElseThrow().question();
        assertEquals(1, question.policies().identity().size());
    }

    @Test
    void forgetsTheOldestWhenThereIsNoRoom() {
        var user = keyward.user("ann");
        var ids = new ArrayList<String>();
        for (var n = 0; n < 200; n++) {
            ids.add(refuse(user));
        }
        assertFalse(knows(ids.getFirst()));
        assertTrue(knows(ids.getLast()));
        var known = ids.stream().filter(this::knows).toList();
        assertEquals(ids.subList(ids.size() - known.size(), ids.size()), known);
        assertTrue(known.size() >= 20, known.size() + " of " + ROOM + " bytes");
    }

    @Test
    void letsNoAccountPushOutAnothers() {
        var id = refuse(keyward.user("ann"));
        var other = keyward.user(TestingKeyward.OTHER_ACCOUNT, "eve");
        String last = "";
        for (var n = 0; n < 500; n++) {
            last = refuse(other);
        }
        assertTrue(knows(id));
        assertTrue(knows(last));
    }

    @Test
    void sharesTheRoomAmongAccountsThatWantAllOfIt() {
        var one = keyward.user("ann");
        var other = keyward.user(TestingKeyward.OTHER_ACCOUNT, "eve");
        var ofOne = new ArrayList<String>();
        var ofOther = new ArrayList<String>();
        for (var n = 0; n < 200; n++) {
            ofOne.add(refuse(one));
            ofOther.add(refuse(other));
        }
        var difference = ofOne.stream().filter(this::knows).count()
                - ofOther.stream().filter(this::knows).count();
        assertTrue(Math.abs(difference) <= 1, difference + " more");
    }

    @Test
    void countsWhatTheConditionKeysTake() {
        var user = keyward.user("ann");
        var large = ContextKeys.builder()
                .single("kms:EncryptionContext:x", "v".repeat((int) ROOM / 8))
                .build();
        var ids = new ArrayList<String>();
        for (var n = 0; n < 10; n++) {
            ids.add(refuse(user, large));
        }
        assertEquals(3, ids.stream().filter(this::knows).count());
    }

    @Test
    void countsAPolicyOnceHoweverManyWereRefusedByIt() {
        var user = keyward.user("ann");
        keyward.allow(user, policyOf(3_000));
        var first = refuse(user);
        for (var n = 0; n < 10; n++) {
            refuse(user);
        }
        assertTrue(knows(first));
    }

    @Test
    void countsEachPolicyThatItKeepsFromBeingFreed() {
        var user = keyward.user("ann");
        keyward.allow(user, policyOf(3_000));
        var first = refuse(user);
        for (var n = 1; n < 4; n++) {
            keyward.allow(user, policyOf(3_000 + n));
            refuse(user);
        }
        assertFalse(knows(first));
    }

    /** A policy of about that many characters, which allows nothing of KMS. */
    private static String policyOf(int characters) {
        return """
                {"Version": "2012-10-17",
                 "Statement": {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::%s"}}""".formatted("b".repeat(characters));
    }

    @Test
    void forgetsWhatHasNoRoomAtAll() {
        var id = refuse(
                keyward.user("ann"),
                ContextKeys.builder()
                        .single("kms:ViaService", "v".repeat((int) ROOM))
                        .build());
        assertFalse(knows(id));
        assertTrue(knows(refuse(keyward.user("bob"))));
    }

    @Test
    void showsEachAccountItsSide() {
        var user = keyward.user("ann");
        var refused = refusals.find(refuse(user)).orElseThrow();
        assertEquals(Optional.of(View.BOTH), refused.seenBy(TestingKeyward.ACCOUNT));
        assertEquals(Optional.empty(), refused.seenBy(new AccountId("000000000000")));

        var foreign = foreign(user);
        assertEquals(Optional.of(View.CALLER), foreign.seenBy(TestingKeyward.ACCOUNT));
        assertEquals(Optional.of(View.RESOURCE), foreign.seenBy(TestingKeyward.OTHER_ACCOUNT));
        assertEquals(Optional.empty(), foreign.seenBy(new AccountId("000000000000")));
    }

    private RefusedCall foreign(Caller caller) {
        var call = keyward.callBy(caller);
        var arn = Arn.parse("arn:aws:kms:eu-central-1:" + TestingKeyward.OTHER_ACCOUNT
                + ":key/0c8e2f8a-2b1e-4d57-9d0e-6c2d6e0f1a2b");
        var target = new Target(
                "kms:Decrypt",
                new Target.UnknownKey(arn, TestingKeyward.OTHER_ACCOUNT, Target.Mention.BY_KEY_ID),
                ContextKeys.empty());
        var refusal = keyward.store()
                .read(snapshot -> authorizer.refusal(call, List.of(target), snapshot))
                .orElseThrow();
        return RefusedCall.of(call, "kms:Decrypt", refusal);
    }
}
