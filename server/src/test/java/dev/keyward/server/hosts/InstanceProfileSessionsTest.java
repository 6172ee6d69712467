package dev.keyward.server.hosts;

import static dev.keyward.server.TestingKeyward.ACCOUNT;
import static dev.keyward.server.TestingKeyward.START;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.keyward.server.model.InstanceProfile;
import dev.keyward.server.model.Role;
import dev.keyward.wire.HttpReply;
import dev.keyward.wire.Struct;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Sessions of the role that an instance profile holds. */
final class InstanceProfileSessionsTest extends HostScene {

    private static final String ARN = "arn:aws:iam::123456789012:instance-profile/eu/hosts";
    private static final InstanceProfile EMPTY = new InstanceProfile(
            ACCOUNT, "/eu/", "hosts", "AIPAHOSTS", START, Optional.empty(), new TreeMap<>());

    private void make() {
        keyward.store().write(transaction -> {
            transaction.instanceProfiles().insert(EMPTY);
            return 0;
        });
    }

    private void hold(Role held) {
        keyward.store().write(transaction -> {
            transaction.instanceProfiles().update(EMPTY.holding(Optional.of(held.id())));
            return 0;
        });
    }

    private HttpReply createBy(String instanceProfile) {
        return answer(signed(HOST, body("").replace(role.arn().toString(), instanceProfile), ""));
    }

    @Test
    void givesTheRoleThatItHolds() {
        make();
        hold(role);
        var reply = createBy(ARN);
        assertEquals(role.arn().toString(), member("roleArn", reply));
        assertEquals(role.id() + ":2a", member("assumedRoleId", reply));
        assertEquals(ARN, member("instanceProfileArn", reply));
        assertEquals("AIPAHOSTS", member("instanceProfileId", reply));
        assertEquals(200, listKeys(reply).status(), text(listKeys(reply)));
    }

    @Test
    void isNotToldOfWhereTheRoleWasAskedFor() {
        make();
        hold(role);
        assertFalse(text(create()).contains("instanceProfile"), text(create()));
    }

    @Test
    void refusesOneThatHoldsNoRole() {
        make();
        assertRefused(
                "AccessDeniedException",
                "the instance profile " + ARN + " holds no role",
                createBy(ARN));
    }

    @Test
    void refusesARoleThatTheHostProfileDoesNotGiveAndDoesNotNameIt() {
        make();
        hold(keyward.role("admin", TRUST.formatted("{}")));
        var reply = createBy(ARN);
        assertRefused(
                "AccessDeniedException",
                "the profile does not give hosts the role of the instance profile " + ARN,
                reply);
        assertFalse(text(reply).contains("admin"), text(reply));
    }

    @Test
    void refusesWhatTheTrustPolicyRefuses() {
        role = keyward.role("blue", TRUST.formatted("""
                {"StringEquals": {"aws:PrincipalTag/x509Subject/CN": "db.example.com"}}"""));
        updateProfile(Struct.builder().putTexts("RoleArns", List.of(role.arn().toString())));
        make();
        hold(role);
        assertRefused(
                "AccessDeniedException",
                "is not authorized to perform: sts:AssumeRole on resource: " + role.arn(),
                createBy(ARN));
    }

    @Test
    void refusesOneOfAnotherPathAccountOrName() {
        make();
        hold(role);
        for (var other : List.of(
                ARN.replace("/eu/", "/"),
                ARN.replace("hosts", "HOSTS"),
                ARN.replace("hosts", "others"),
                ARN.replace(ACCOUNT.value(), "210987654321"))) {
            assertRefused(
                    "AccessDeniedException",
                    "there is no instance profile " + other,
                    createBy(other));
        }
        var user = "arn:aws:iam::123456789012:user/hosts";
        assertRefused("ValidationException", user + " is no roleArn", createBy(user));
    }
}
