package dev.keyward.server.kms.grant;

import static dev.keyward.server.TestingKeyward.OTHER_ACCOUNT;
import static dev.keyward.server.TestingKeyward.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.keyward.server.TestingKeyward;
import dev.keyward.server.authorize.Caller;
import dev.keyward.server.kms.TestingKms;
import dev.keyward.wire.Struct;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ListRetirableGrantsTest {

    private static final String ROOT = "arn:aws:iam::123456789012:root";

    private final TestingKms kms = new TestingKms();
    private final TestingKeyward keyward = kms.keyward();
    private final Caller retiring = keyward.user("retiring");
    private final String arn = retiring.principal().arn();

    @AfterEach
    void close() {
        kms.close();
    }

    private String grantAs(Caller owner, String keyId, String retiringPrincipal) {
        return kms.callAs(
                        owner,
                        "CreateGrant",
                        "KeyId",
                        keyId,
                        "GranteePrincipal",
                        ROOT,
                        "RetiringPrincipal",
                        retiringPrincipal,
                        "Operations",
                        List.of("Decrypt"))
                .requiredText("GrantId");
    }

    private String grant(String retiringPrincipal) {
        return grantAs(
                TestingKeyward.rootOf(TestingKeyward.ACCOUNT), kms.createKey(), retiringPrincipal);
    }

    private String grantElsewhere(String retiringPrincipal) {
        var owner = TestingKeyward.rootOf(OTHER_ACCOUNT);
        var key = TestingKms.metadata(kms.callFromElsewhere("CreateKey")).requiredText("KeyId");
        return grantAs(owner, key, retiringPrincipal);
    }

    private Struct list(String principal, Object... members) {
        var all = new ArrayList<Object>(List.of("RetiringPrincipal", principal));
        all.addAll(List.of(members));
        return kms.call("ListRetirableGrants", all.toArray());
    }

    private static List<String> ids(Struct output) {
        return output.structs("Grants").stream()
                .map(grant -> grant.requiredText("GrantId"))
                .toList();
    }

    @Test
    void findsThoseOnTheKeysOfAllAccounts() {
        var mine = new TreeSet<>(List.of(grant(arn), grant(arn), grantElsewhere(arn)));
        grant(ROOT);
        grantElsewhere(keyward.user("other").principal().arn());
        assertEquals(List.copyOf(mine), ids(list(arn)));
    }

    @Test
    void tellsOfAGrantWhatListGrantsTells() {
        var grantId = grantElsewhere(arn);
        var entry = list(arn).structs("Grants").getFirst();
        assertEquals(grantId, entry.requiredText("GrantId"));
        assertEquals(arn, entry.requiredText("RetiringPrincipal"));
        assertEquals(ROOT, entry.requiredText("GranteePrincipal"));
        assertEquals("arn:aws:iam::210987654321:root", entry.requiredText("IssuingAccount"));
        assertEquals("", entry.requiredText("Name"));
        assertFalse(entry.has("GrantToken"));
    }

    @Test
    void pagesThroughThem() {
        var all = new TreeSet<String>();
        for (var count = 0; count < 5; count++) {
            all.add(grant(arn));
            all.add(grantElsewhere(arn));
        }
        var seen = new ArrayList<String>();
        var page = list(arn, "Limit", 4);
        seen.addAll(ids(page));
        while (page.flag("Truncated")) {
            page = list(arn, "Limit", 4, "Marker", page.requiredText("NextMarker"));
            seen.addAll(ids(page));
        }
        assertEquals(List.copyOf(all), seen);
        assertEquals(Optional.of(false), list(arn).bool("Truncated"));
    }

    @Test
    void aMarkerIsForItsPrincipalAndAccount() {
        grant(arn);
        grant(arn);
        var marker = list(arn, "Limit", 1).requiredText("NextMarker");
        assertRefused(
                "InvalidMarkerException",
                "Could not deserialize marker.",
                () -> list(ROOT, "Marker", marker));
        assertRefused(
                "InvalidMarkerException",
                "Could not deserialize marker.",
                () -> kms.callFromElsewhere(
                        "ListRetirableGrants",
                        "RetiringPrincipal",
                        "arn:aws:iam::210987654321:root",
                        "Marker",
                        marker));
    }

    @Test
    void isAllowedOnThePrincipal() {
        assertRefused(
                "AccessDeniedException",
                "User: " + arn + " is not authorized to perform: kms:ListRetirableGrants on"
                        + " resource: " + arn
                        + " because no identity-based policy allows the kms:ListRetirableGrants"
                        + " action",
                () -> kms.callAs(retiring, "ListRetirableGrants", "RetiringPrincipal", arn));
        var grantId = grant(arn);
        keyward.allow(retiring, """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
                  "Action": "kms:ListRetirableGrants", "Resource": "%s"}}""".formatted(arn));
        assertEquals(
                List.of(grantId),
                ids(kms.callAs(retiring, "ListRetirableGrants", "RetiringPrincipal", arn)));
        assertRefused(
                "AccessDeniedException",
                "User: " + arn + " is not authorized to perform: kms:ListRetirableGrants on"
                        + " resource: " + ROOT
                        + " because no identity-based policy allows the kms:ListRetirableGrants"
                        + " action",
                () -> kms.callAs(retiring, "ListRetirableGrants", "RetiringPrincipal", ROOT));
    }

    /** Be there such a principal or not. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:iam::210987654321:root",
                "arn:aws:iam::210987654321:user/x",
                "arn:aws:iam::210987654321:user/nobody",
                "arn:aws:iam::999999999999:root"
            })
    void isForPrincipalsOfTheOwnAccountOnly(String principal) {
        keyward.user(OTHER_ACCOUNT, "x");
        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::123456789012:root is not authorized to perform:"
                        + " kms:ListRetirableGrants on this resource because no resource-based policy"
                        + " allows the kms:ListRetirableGrants action",
                () -> list(principal));
    }

    @Test
    void refusesWhoIsNoPrincipal() {
        var foreign = keyward.userOf(keyward.user(OTHER_ACCOUNT, "x")).id();
        for (var principal : List.of(
                "arn:aws:iam::123456789012:user/nobody",
                "s3.amazonaws.com",
                "210987654321",
                "AIDA00000000000000000",
                foreign)) {
            assertRefused(
                    "InvalidArnException",
                    "ARN does not refer to a valid principal: " + principal,
                    () -> list(principal));
        }
    }

    @Test
    void aUserMadeAnewUnderTheSameNameMayRetireNothing() {
        grant(arn);
        var user = keyward.userOf(retiring);
        keyward.store().write(tx -> {
            tx.users().delete(user);
            return user;
        });
        keyward.user("retiring");
        assertEquals(List.of(), ids(list(arn)));
    }

    @Test
    void endsWithTheGrant() {
        var grantId = grant(arn);
        var key = list(arn).structs("Grants").getFirst().requiredText("KeyId");
        kms.callAs(retiring, "RetireGrant", "KeyId", key, "GrantId", grantId);
        assertEquals(List.of(), ids(list(arn)));
    }
}
