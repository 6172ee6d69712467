package dev.keyward.server.authorize;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.policy.Arn;
import dev.keyward.server.TestingKeyward;
import dev.keyward.server.model.InlinePolicy;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many ask at the same time as what decides is changed: what was confirmed counts for every later call. */
final class ConfirmedChangesTest {

    private static final int CHANGES = 50;
    private static final int ASKING = 4;
    private static final int ANSWERS_A_CHANGE = 3;
    private static final int PATIENCE_SECONDS = 60;

    private static final String ALLOW = """
            {"Version": "2012-10-17",
             "Statement": {"Effect": "Allow", "Action": "kms:DescribeKey", "Resource": "*"}}""";

    private static final String DENY = ALLOW.replace("Allow", "Deny");

    private final TestingKeyward keyward = new TestingKeyward();
    private Caller user;
    private String key;

    @BeforeEach
    void make() {
        user = keyward.user("ann");
        key = keyward.asRoot()
                .kms("CreateKey", Struct.empty())
                .struct("KeyMetadata")
                .orElseThrow()
                .requiredText("Arn");
    }

    @AfterEach
    void close() {
        keyward.close();
    }

    @Test
    void goesByTheIdentityPolicyThatWasConfirmed() throws Exception {
        var owner = keyward.userOf(user);
        assertFollows(change -> keyward.store().write(transaction -> {
            transaction
                    .inlinePolicies()
                    .put(owner, new InlinePolicy(owner.id(), "p", change % 2 == 0 ? ALLOW : DENY));
            return change;
        }));
    }

    @Test
    void goesByTheKeyPolicyThatWasConfirmed() throws Exception {
        keyward.allow(user, ALLOW);
        var open = """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "kms:*",
                  "Resource": "*", "Principal": {"AWS": "arn:aws:iam::123456789012:root"}}}""";
        var closed = open.replace("kms:*", "kms:PutKeyPolicy");
        assertFollows(
                change -> keyward.setKeyPolicy(Arn.parse(key), change % 2 == 0 ? open : closed));
    }

    @Test
    void goesByTheGroupsThatWereConfirmed() throws Exception {
        var group = keyward.group("readers");
        keyward.allow(group, ALLOW);
        var member = keyward.userOf(user);
        assertFollows(change -> keyward.store().write(transaction -> {
            if (change % 2 == 0) {
                transaction.groups().addMember(group, member);
            } else {
                transaction.groups().removeMember(group, member);
            }
            return change;
        }));
    }

    /** Makes changes, of which those with an even number let the user in, while others ask. */
    private void assertFollows(IntConsumer change) throws Exception {
        var confirmed = new AtomicInteger(-1);
        var ended = new AtomicBoolean();
        var answers = new Semaphore(0);
        Callable<List<String>> asking = () -> {
            var wrong = new ArrayList<String>();
            while (!ended.get()) {
                var before = confirmed.get();
                var allowed = mayDescribe();
                if (before >= 0 && before == confirmed.get()) {
                    answers.release();
                    if (allowed != (before % 2 == 0)) {
                        wrong.add("after change " + before + " allowed: " + allowed);
                    }
                }
            }
            return wrong;
        };
        try (var threads = Executors.newFixedThreadPool(ASKING)) {
            var all = new ArrayList<Future<List<String>>>();
            for (var count = 0; count < ASKING; count++) {
                all.add(threads.submit(asking));
            }
            var answered = true;
            for (var number = 0; number < CHANGES && answered; number++) {
                confirmed.set(-1);
                change.accept(number);
                answers.drainPermits();
                confirmed.set(number);
                answered = answers.tryAcquire(ANSWERS_A_CHANGE, PATIENCE_SECONDS, SECONDS);
            }
            ended.set(true);
            for (var future : all) {
                assertEquals(List.of(), future.get());
            }
            assertTrue(answered, "nobody answered");
        }
    }

    private boolean mayDescribe() {
        try {
            keyward.as(user)
                    .kms("DescribeKey", Struct.builder().put("KeyId", key).build());
            return true;
        } catch (ServiceException refused) {
            assertEquals("ACCESS_DENIED", refused.code().toString());
            return false;
        }
    }
}
