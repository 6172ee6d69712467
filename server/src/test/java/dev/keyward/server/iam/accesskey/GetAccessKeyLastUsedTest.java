package dev.keyward.server.iam.accesskey;

import static dev.keyward.server.iam.TestingIam.arn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.keyward.server.TestingKeyward;
import dev.keyward.server.authorize.Caller;
import dev.keyward.server.iam.TestingIam;
import dev.keyward.wire.Struct;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class GetAccessKeyLastUsedTest {

    private static final String OPERATION = "GetAccessKeyLastUsed";

    private final TestingIam iam = new TestingIam();

    @AfterEach
    void close() {
        iam.close();
    }

    private String createKey(Object... members) {
        return iam.call("CreateAccessKey", members)
                .struct("AccessKey")
                .orElseThrow()
                .requiredText("AccessKeyId");
    }

    private Struct lastUse(String id) {
        return iam.call(OPERATION, "AccessKeyId", id)
                .struct("AccessKeyLastUsed")
                .orElseThrow();
    }

    @Test
    void saysThatAKeyWasNeverUsed() {
        iam.createUser("bob");
        var id = createKey("UserName", "bob");

        var answer = iam.call(OPERATION, "AccessKeyId", id);

        assertEquals("bob", answer.requiredText("UserName"));
        var use = answer.struct("AccessKeyLastUsed").orElseThrow();
        assertFalse(use.has("LastUsedDate"));
        assertEquals("N/A", use.requiredText("ServiceName"));
        assertEquals("N/A", use.requiredText("Region"));
    }

    @Test
    void tellsWhenAKeyWasLastUsedForWhatAndWhere() {
        iam.createUser("bob");
        var id = createKey("UserName", "bob");
        var bob = iam.keyward()
                .store()
                .read(snapshot -> snapshot.users().find(TestingKeyward.ACCOUNT, "bob"))
                .map(TestingKeyward::callerOf)
                .orElseThrow();
        var caller = new Caller(bob.principal(), id, Optional.empty());
        iam.keyward().clock().advance(Duration.ofHours(2));
        iam.keyward()
                .as(caller)
                .in(TestingKeyward.OTHER_REGION)
                .sts("GetCallerIdentity", Struct.empty());

        var use = lastUse(id);

        assertEquals(
                Optional.of(TestingKeyward.START.plus(Duration.ofHours(2))),
                use.time("LastUsedDate"));
        assertEquals("sts", use.requiredText("ServiceName"));
        assertEquals("us-east-1", use.requiredText("Region"));
    }

    @Test
    void namesNoUserForAKeyOfRoot() {
        var answer = iam.call(OPERATION, "AccessKeyId", createKey());

        assertFalse(answer.has("UserName"));
    }

    @Test
    void tellsOfAKeyOfAnotherAccountNoMoreThanOfOneThatIsNotThere() {
        iam.createUser("bob");
        var id = createKey("UserName", "bob");
        var elsewhere = TestingKeyward.rootOf(TestingKeyward.OTHER_ACCOUNT);

        for (var unknown : new String[] {id, "AKIAIOSFODNN7EXAMPLE"}) {
            iam.refusesTo(
                    elsewhere,
                    "AccessDenied",
                    "User: arn:aws:iam::210987654321:root is not authorized to perform: iam:"
                            + OPERATION + " on resource: access key " + unknown,
                    OPERATION,
                    "AccessKeyId",
                    unknown);
        }
    }

    @Test
    void needsThePermissionOnTheKeysUser() {
        iam.createUser("bob");
        var id = createKey("UserName", "bob");
        var eve = iam.keyward().user("eve");

        iam.refusesTo(
                eve,
                "AccessDenied",
                "User: " + arn("user/eve") + " is not authorized to perform: iam:" + OPERATION
                        + " on resource: access key " + id
                        + " because no identity-based policy allows the iam:" + OPERATION
                        + " action",
                OPERATION,
                "AccessKeyId",
                id);
        iam.keyward().allow(eve, """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
                  "Action": "iam:GetAccessKeyLastUsed", "Resource": "arn:aws:iam::*:user/bob"}}""");
        assertEquals("bob", iam.callAs(eve, OPERATION, "AccessKeyId", id).requiredText("UserName"));
    }
}
