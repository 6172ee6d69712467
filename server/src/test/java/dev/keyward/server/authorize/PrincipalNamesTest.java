package dev.keyward.server.authorize;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyward.policy.Principal;
import dev.keyward.server.TestingKeyward;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PrincipalNamesTest {

    private final TestingKeyward keyward = new TestingKeyward();
    private final String userId = ((Principal.User) keyward.user("Bob").principal()).id();
    private final String roleId = keyward.role("Auditor", "{}").id();

    @AfterEach
    void close() {
        keyward.close();
    }

    private Optional<String> stored(String written) {
        return keyward.store().read(snapshot -> new PrincipalNames(snapshot).stored(written));
    }

    private String shown(String stored) {
        return keyward.store().read(snapshot -> new PrincipalNames(snapshot).shown(stored));
    }

    @Test
    void storeUsersAndRolesByIdAndShowThemByName() {
        var user = "arn:aws:iam::123456789012:user/Bob";
        var role = "arn:aws:iam::123456789012:role/Auditor";
        assertEquals(Optional.of(userId), stored(user));
        assertEquals(Optional.of(roleId), stored(role));
        assertEquals(user, shown(userId));
        assertEquals(role, shown(roleId));
    }

    @Test
    void takeTheIdOfSomeoneWhoExists() {
        assertEquals(Optional.of(userId), stored(userId));
        assertEquals(Optional.of(roleId), stored(roleId));
    }

    @Test
    void storeAnAccountAsItsRoot() {
        var root = "arn:aws:iam::210987654321:root";
        assertEquals(Optional.of(root), stored("210987654321"));
        assertEquals(Optional.of(root), stored(root));
        assertEquals(root, shown(root));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "arn:aws:sts::123456789012:assumed-role/Auditor/session",
                "arn:aws:sts::123456789012:federated-user/Jane"
            })
    void storeSessionsAndAnyoneAsTheyAre(String written) {
        assertEquals(Optional.of(written), stored(written));
        assertEquals(written, shown(written));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:iam::123456789012:user/bob",
                "arn:aws:iam::123456789012:user/path/Bob",
                "arn:aws:iam::210987654321:user/Bob",
                "arn:aws:iam::123456789012:user/",
                "arn:aws:iam::123456789012:role/Bob",
                "arn:aws:iam::123456789012:group/Bob",
                "arn:aws:iam:eu-central-1:123456789012:user/Bob",
                "arn:aws-cn:iam::123456789012:user/Bob",
                "arn:aws:iam::123456789012:*",
                "arn:aws:iam::555555555555:root",
                "555555555555",
                "arn:aws:sts::123456789012:assumed-role/auditor/session",
                "arn:aws:sts::123456789012:assumed-role/Nobody/session",
                "arn:aws:sts::123456789012:assumed-role/Auditor/*",
                "arn:aws:sts::123456789012:assumed-role/Auditor",
                "arn:aws:sts::555555555555:federated-user/Jane",
                "arn:aws:kms:eu-central-1:123456789012:key/x",
                "AIDA99999999999999999",
                "AGPA00000000000000001",
                "Bob",
                ""
            })
    void knowNobodyElse(String written) {
        assertEquals(Optional.empty(), stored(written));
    }

    @Test
    void showSomeoneWhoWasDeletedByTheIdAndNobodyNewByIt() {
        keyward.store().write(transaction -> {
            transaction.users().delete(transaction.users().findById(userId).orElseThrow());
            return userId;
        });
        keyward.user("Bob");
        assertEquals(userId, shown(userId));
        assertEquals(Optional.empty(), stored(userId));
    }
}
