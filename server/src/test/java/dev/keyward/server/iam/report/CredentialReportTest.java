package dev.keyward.server.iam.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.server.TestingKeyward;
import dev.keyward.server.authorize.Caller;
import dev.keyward.server.iam.TestingIam;
import dev.keyward.wire.Struct;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class CredentialReportTest {

    private static final String GENERATE = "GenerateCredentialReport";
    private static final String GET = "GetCredentialReport";

    private final TestingIam iam = new TestingIam();

    @AfterEach
    void close() {
        iam.close();
    }

    private List<String> lines() {
        var content = iam.call(GET).requiredBlob("Content");
        return new String(content, StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void isStartedFirstAndCompleteFromThenOn() {
        var first = iam.call(GENERATE);
        assertEquals("STARTED", first.requiredText("State"));
        assertEquals(
                "No report exists. Starting a new report generation task",
                first.requiredText("Description"));

        var second = iam.call(GENERATE);
        assertEquals("COMPLETE", second.requiredText("State"));
        assertFalse(second.has("Description"));
    }

    @Test
    void isNotThereUntilItIsGenerated() {
        iam.refuses("ReportNotPresent", "", GET);
        iam.call(GENERATE);

        var report = iam.call(GET);

        assertEquals("text/csv", report.requiredText("ReportFormat"));
        assertEquals(Optional.of(TestingKeyward.START), report.time("GeneratedTime"));
    }

    @Test
    void lastsFourHoursAndIsNotMadeAnewBefore() {
        iam.call(GENERATE);
        iam.createUser("bob");
        iam.keyward().clock().advance(Duration.ofHours(4).minusSeconds(1));
        assertEquals("COMPLETE", iam.call(GENERATE).requiredText("State"));
        assertEquals(2, lines().size());

        iam.keyward().clock().advance(Duration.ofSeconds(1));
        iam.refuses("ReportExpired", "", GET);
        assertEquals("STARTED", iam.call(GENERATE).requiredText("State"));
        assertEquals(3, lines().size());
    }

    @Test
    void hasTheColumnsOfAws() {
        iam.call(GENERATE);

        assertEquals(
                "user,arn,user_creation_time,password_enabled,password_last_used,"
                        + "password_last_changed,password_next_rotation,mfa_active,"
                        + "access_key_1_active,access_key_1_last_rotated,"
                        + "access_key_1_last_used_date,access_key_1_last_used_region,"
                        + "access_key_1_last_used_service,access_key_2_active,"
                        + "access_key_2_last_rotated,access_key_2_last_used_date,"
                        + "access_key_2_last_used_region,access_key_2_last_used_service,"
                        + "cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated",
                lines().getFirst());
        assertEquals(
                "<root_account>,arn:aws:iam::123456789012:root,2026-11-24T12:00:00+00:00,"
                        + "not_supported,no_information,not_supported,not_supported,false,"
                        + "false,N/A,N/A,N/A,N/A,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A",
                lines().get(1));
    }

    @Test
    void tellsOfKeysAndTheirLastUse() {
        iam.createUser("bob");
        var first = createKey();
        iam.keyward().clock().advance(Duration.ofMinutes(1));
        var second = createKey();
        iam.call("UpdateAccessKey", "UserName", "bob", "AccessKeyId", first, "Status", "Inactive");
        iam.keyward().clock().advance(Duration.ofMinutes(1));
        var bob = iam.keyward()
                .store()
                .read(snapshot -> snapshot.users().find(TestingKeyward.ACCOUNT, "bob"))
                .map(TestingKeyward::callerOf)
                .orElseThrow();
        iam.keyward()
                .as(new Caller(bob.principal(), second, Optional.empty()))
                .sts("GetCallerIdentity", Struct.empty());

        iam.call(GENERATE);

        assertEquals(
                "bob,arn:aws:iam::123456789012:user/bob,2026-11-24T12:00:00+00:00,"
                        + "false,N/A,N/A,N/A,false,"
                        + "false,2026-11-24T12:00:00+00:00,N/A,N/A,N/A,"
                        + "true,2026-11-24T12:01:00+00:00,2026-11-24T12:02:00+00:00,"
                        + "eu-central-1,sts,false,N/A,false,N/A",
                lines().getLast());
    }

    private String createKey() {
        return iam.call("CreateAccessKey", "UserName", "bob")
                .struct("AccessKey")
                .orElseThrow()
                .requiredText("AccessKeyId");
    }

    @Test
    void listsEveryUserOfTheAccountByNameAndQuotesACommaInOne() {
        iam.createUser("zoe");
        iam.createUser("a,b");
        iam.keyward().user(TestingKeyward.OTHER_ACCOUNT, "eve");
        iam.call(GENERATE);

        assertTrue(
                lines().get(2)
                        .startsWith(
                                "\"a,b\",\"arn:aws:iam::123456789012:user/a,b\",2026-11-24T12:00:00+00:00,"));
        assertTrue(lines().get(3).startsWith("zoe,"));
        assertEquals(4, lines().size());
    }

    @Test
    void isOneForEachAccount() {
        iam.call(GENERATE);

        iam.refusesTo(
                TestingKeyward.rootOf(TestingKeyward.OTHER_ACCOUNT), "ReportNotPresent", "", GET);
    }
}
