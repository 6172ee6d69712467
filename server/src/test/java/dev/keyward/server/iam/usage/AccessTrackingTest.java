package dev.keyward.server.iam.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.keyward.server.TestingKeyward;
import dev.keyward.server.authorize.Caller;
import dev.keyward.server.authorize.Caller.SessionPolicies;
import dev.keyward.server.iam.TestingIam;
import dev.keyward.server.model.AccessKeyUse;
import dev.keyward.server.model.ActionUse;
import dev.keyward.server.model.Region;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class AccessTrackingTest {

    private final TestingIam iam = new TestingIam();
    private final AccessTracking tracking = iam.keyward().accessTracking();

    @AfterEach
    void close() {
        iam.close();
    }

    private List<String> actionsOf(String entityId) {
        var now = iam.keyward().clock().instant();
        return iam
                .keyward()
                .store()
                .read(snapshot -> tracking.ofEntity(entityId, now, snapshot))
                .stream()
                .map(use -> use.service() + ":" + use.action())
                .toList();
    }

    private List<ActionUse> storedActionsOf(String entityId) {
        return iam.keyward().store().read(snapshot -> snapshot.iamUses().ofEntity(entityId));
    }

    private Caller bob() {
        iam.createUser("bob");
        var key = iam.call("CreateAccessKey", "UserName", "bob")
                .struct("AccessKey")
                .orElseThrow()
                .requiredText("AccessKeyId");
        var bob = iam.keyward()
                .store()
                .read(snapshot -> snapshot.users().find(TestingKeyward.ACCOUNT, "bob"))
                .orElseThrow();
        var caller = TestingKeyward.callerOf(bob);
        return new Caller(caller.principal(), key, Optional.empty());
    }

    private void identify(Caller caller) {
        iam.keyward().as(caller).sts("GetCallerIdentity", Struct.empty());
    }

    @Test
    void remembersTheLastUseOfAKeyAcrossItsWriting() {
        var bob = bob();
        identify(bob);
        iam.keyward().clock().advance(Duration.ofMinutes(5));
        assertThrows(ServiceException.class, () -> iam.callAs(bob, "ListUsers"));
        var expected = Optional.of(new AccessKeyUse(
                bob.accessKeyId(),
                "iam",
                TestingKeyward.REGION,
                iam.keyward().clock().instant()));

        for (var round = 0; round < 2; round++) {
            assertEquals(
                    expected,
                    iam.keyward()
                            .store()
                            .read(snapshot -> tracking.ofAccessKey(bob.accessKeyId(), snapshot)));
            tracking.save();
        }
    }

    @Test
    void countsEveryAttemptOfAUserWhetherItIsLetOrNot() {
        var bob = bob();
        var id = iam.keyward().userOf(bob).id();
        identify(bob);
        assertThrows(ServiceException.class, () -> iam.callAs(bob, "ListUsers"));
        assertThrows(
                ServiceException.class,
                () -> iam.keyward()
                        .as(bob)
                        .kms("DescribeKey", TestingIam.struct("KeyId", "alias/none")));

        assertEquals(
                List.of("iam:ListUsers", "kms:DescribeKey", "sts:GetCallerIdentity"),
                actionsOf(id));
    }

    @Test
    void writesNothingUntilItIsToldTo() {
        var bob = bob();
        var id = iam.keyward().userOf(bob).id();
        identify(bob);
        assertEquals(List.of(), storedActionsOf(id));

        tracking.save();
        assertEquals(
                List.of(new ActionUse(
                        id,
                        "sts",
                        "GetCallerIdentity",
                        TestingKeyward.REGION,
                        TestingKeyward.START)),
                storedActionsOf(id));
        assertEquals(0, tracking.save());
    }

    @Test
    void anotherServerGoesOnWithWhatWasWritten() {
        var bob = bob();
        var id = iam.keyward().userOf(bob).id();
        identify(bob);
        tracking.save();

        var next = new AccessTracking(iam.keyward().store());

        assertEquals(
                Optional.of("GetCallerIdentity"),
                iam.keyward()
                        .store()
                        .read(snapshot -> next.lastOfEntity(id, TestingKeyward.START, snapshot))
                        .map(ActionUse::action));
    }

    @Test
    void aSessionIsAUseOfItsRoleAndOfNoKey() {
        iam.createRole("dev");
        var role = iam.keyward()
                .store()
                .read(snapshot -> snapshot.roles().find(TestingKeyward.ACCOUNT, "dev"))
                .orElseThrow();
        var session = iam.keyward().session(role, "one", SessionPolicies.NONE);

        iam.keyward()
                .as(session)
                .in(new Region("us-east-1"))
                .sts("GetCallerIdentity", Struct.empty());

        assertEquals(List.of("sts:GetCallerIdentity"), actionsOf(role.id()));
        assertEquals(
                Optional.empty(),
                iam.keyward()
                        .store()
                        .read(snapshot -> tracking.ofAccessKey(session.accessKeyId(), snapshot)));
    }

    @Test
    void forgetsWhatIsMoreThan400DaysPast() {
        var bob = bob();
        var id = iam.keyward().userOf(bob).id();
        identify(bob);
        tracking.save();
        iam.keyward().clock().advance(Duration.ofDays(399));
        assertEquals(List.of("sts:GetCallerIdentity"), actionsOf(id));
        iam.keyward().clock().advance(Duration.ofDays(1));
        assertEquals(List.of(), actionsOf(id));
    }

    @Test
    void whatIsDeletedTakesItsUsesAlong() {
        var bob = bob();
        var id = iam.keyward().userOf(bob).id();
        identify(bob);
        tracking.save();
        iam.keyward().clock().advance(Duration.ofMinutes(1));
        identify(bob);

        iam.call("DeleteAccessKey", "UserName", "bob", "AccessKeyId", bob.accessKeyId());
        iam.call("DeleteUser", "UserName", "bob");
        tracking.save();

        assertEquals(List.of(), storedActionsOf(id));
        assertEquals(
                Optional.empty(),
                iam.keyward()
                        .store()
                        .read(snapshot -> snapshot.iamUses().ofAccessKey(bob.accessKeyId())));
    }

    @Test
    void writesManyInSeveralTransactions() {
        var root = TestingKeyward.rootOf(TestingKeyward.ACCOUNT);
        var users = 501;
        for (var count = 0; count < users; count++) {
            var user = iam.keyward().user("user" + count).principal();
            identify(new Caller(user, "AKIA%016d".formatted(count), Optional.empty()));
        }
        identify(root);

        // As many keys as users and that of root, and an action of each user.
        assertEquals(2 * users + 1, tracking.save());
        assertEquals(0, tracking.save());
    }
}
