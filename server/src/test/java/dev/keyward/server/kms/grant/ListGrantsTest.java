package dev.keyward.server.kms.grant;

import static dev.keyward.server.TestingKeyward.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.keyward.server.TestingKeyward;
import dev.keyward.server.authorize.Caller;
import dev.keyward.server.kms.TestingKms;
import dev.keyward.wire.Struct;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ListGrantsTest {

    private final TestingKms kms = new TestingKms();
    private final String id = kms.createKey();
    private final Caller clerk = kms.keyward().user("clerk");

    @AfterEach
    void close() {
        kms.close();
    }

    private String grantTo(String principal, Object... members) {
        var all = new ArrayList<Object>(List.of(
                "KeyId",
                id,
                "GranteePrincipal",
                principal,
                "Operations",
                List.of("Encrypt", "Decrypt")));
        all.addAll(List.of(members));
        return kms.call("CreateGrant", all.toArray()).requiredText("GrantId");
    }

    private String grant(Object... members) {
        return grantTo(clerk.principal().arn(), members);
    }

    private Struct list(Object... members) {
        var all = new ArrayList<Object>(List.of("KeyId", id));
        all.addAll(List.of(members));
        return kms.call("ListGrants", all.toArray());
    }

    private static List<String> ids(Struct output) {
        return output.structs("Grants").stream()
                .map(grant -> grant.requiredText("GrantId"))
                .toList();
    }

    @Test
    void tellsAllOfAGrantButItsToken() {
        var grantId = grant(
                "Name",
                "job",
                "RetiringPrincipal",
                "arn:aws:iam::123456789012:root",
                "Constraints",
                Map.of("EncryptionContextEquals", Map.of("AppName", "payroll")));
        var entry = list().structs("Grants").getFirst();
        assertEquals(
                List.of(
                        "KeyId",
                        "GrantId",
                        "Name",
                        "CreationDate",
                        "GranteePrincipal",
                        "RetiringPrincipal",
                        "IssuingAccount",
                        "Operations",
                        "Constraints"),
                List.copyOf(entry.members().keySet()));
        assertEquals(TestingKms.arn(id).toString(), entry.requiredText("KeyId"));
        assertEquals(grantId, entry.requiredText("GrantId"));
        assertEquals("job", entry.requiredText("Name"));
        assertEquals(Optional.of(TestingKeyward.START), entry.time("CreationDate"));
        assertEquals(clerk.principal().arn(), entry.requiredText("GranteePrincipal"));
        assertEquals("arn:aws:iam::123456789012:root", entry.requiredText("RetiringPrincipal"));
        assertEquals("arn:aws:iam::123456789012:root", entry.requiredText("IssuingAccount"));
        assertEquals(List.of("Decrypt", "Encrypt"), entry.texts("Operations"));
        var constraints = entry.struct("Constraints").orElseThrow();
        assertEquals(
                List.of("EncryptionContextEquals"),
                List.copyOf(constraints.members().keySet()));
        assertEquals(Map.of("AppName", "payroll"), constraints.textMap("EncryptionContextEquals"));
    }

    @Test
    void leavesOutWhatAGrantDoesNotHave() {
        grant();
        var entry = list().structs("Grants").getFirst();
        assertEquals("", entry.requiredText("Name"));
        assertFalse(entry.has("RetiringPrincipal"));
        assertFalse(entry.has("Constraints"));
    }

    @Test
    void tellsOfServicesByTheirNames() {
        kms.call(
                "CreateGrant",
                "KeyId",
                id,
                "GranteeServicePrincipal",
                "s3.amazonaws.com",
                "RetiringServicePrincipal",
                "sns.amazonaws.com",
                "Operations",
                List.of("Decrypt"),
                "Constraints",
                Map.of(
                        "SourceArn",
                        "arn:aws:s3:::a-bucket-of-ours",
                        "EncryptionContextSubset",
                        Map.of("a", "1")));
        grant();
        var entry = list("GranteeServicePrincipal", "s3.amazonaws.com")
                .structs("Grants")
                .getFirst();
        assertEquals("s3.amazonaws.com", entry.requiredText("GranteeServicePrincipal"));
        assertEquals("sns.amazonaws.com", entry.requiredText("RetiringServicePrincipal"));
        assertFalse(entry.has("GranteePrincipal"));
        assertFalse(entry.has("RetiringPrincipal"));
        var constraints = entry.struct("Constraints").orElseThrow();
        assertEquals("arn:aws:s3:::a-bucket-of-ours", constraints.requiredText("SourceArn"));
        assertEquals(Map.of("a", "1"), constraints.textMap("EncryptionContextSubset"));
        assertEquals(List.of(), ids(list("GranteeServicePrincipal", "sns.amazonaws.com")));
    }

    @Test
    void pagesThroughAllByTheirIds() {
        var made = new TreeSet<String>();
        for (var count = 0; count < 120; count++) {
            made.add(grant());
        }
        var seen = new ArrayList<String>();
        var page = list();
        assertEquals(50, ids(page).size());
        seen.addAll(ids(page));
        page = list("Marker", page.requiredText("NextMarker"), "Limit", 3);
        assertEquals(3, ids(page).size());
        assertEquals(Optional.of(true), page.bool("Truncated"));
        seen.addAll(ids(page));
        page = list("Marker", page.requiredText("NextMarker"), "Limit", 100);
        assertEquals(Optional.of(false), page.bool("Truncated"));
        assertFalse(page.has("NextMarker"));
        seen.addAll(ids(page));
        assertEquals(List.copyOf(made), seen);
        assertEquals(100, ids(list("Limit", 1000)).size());
    }

    @Test
    void findsThoseToSomebody() {
        var other = kms.keyward().user("other");
        var mine = new TreeSet<>(List.of(grant(), grant(), grant()));
        var theirs = grantTo(other.principal().arn());
        grantTo("arn:aws:iam::123456789012:root");
        var arn = clerk.principal().arn();
        assertEquals(List.copyOf(mine), ids(list("GranteePrincipal", arn)));
        assertEquals(
                List.of(theirs), ids(list("GranteePrincipal", other.principal().arn())));
        var first = list("GranteePrincipal", arn, "Limit", 2);
        var marker = first.requiredText("NextMarker");
        assertEquals(List.of(mine.last()), ids(list("GranteePrincipal", arn, "Marker", marker)));
        assertRefused(
                "InvalidMarkerException",
                "Could not deserialize marker.",
                () -> list("Marker", marker));
    }

    @Test
    void findsTheOneOfAnId() {
        var mine = grant();
        grant();
        assertEquals(List.of(mine), ids(list("GrantId", mine)));
        assertEquals(
                List.of(mine),
                ids(list("GrantId", mine, "GranteePrincipal", clerk.principal().arn())));
        assertEquals(
                List.of(),
                ids(list("GrantId", mine, "GranteePrincipal", "arn:aws:iam::123456789012:root")));
        assertEquals(List.of(), ids(list("GrantId", "0".repeat(64))));
        assertRefused(
                "InvalidGrantIdException", "Invalid grant id 'x'", () -> list("GrantId", "x"));
    }

    @Test
    void refusesAFilterThatNamesNobody() {
        assertRefused(
                "InvalidArnException",
                "ARN does not refer to a valid principal: arn:aws:iam::123456789012:user/nobody",
                () -> list("GranteePrincipal", "arn:aws:iam::123456789012:user/nobody"));
    }

    @Test
    void whoeverWasDeletedShowsAsItsId() {
        var grantId = grant("RetiringPrincipal", clerk.principal().arn());
        var user = kms.keyward().userOf(clerk);
        kms.keyward().store().write(tx -> {
            tx.users().delete(user);
            return user;
        });
        kms.keyward().user("clerk");
        var entry = list().structs("Grants").getFirst();
        assertEquals(user.id(), entry.requiredText("GranteePrincipal"));
        assertEquals(user.id(), entry.requiredText("RetiringPrincipal"));
        assertEquals(List.of(), ids(list("GranteePrincipal", clerk.principal().arn())));
        assertEquals(List.of(grantId), ids(list("GranteePrincipal", user.id())));
    }

    @Test
    void aMarkerIsForItsKeyOnly() {
        grant();
        grant();
        var marker = list("Limit", 1).requiredText("NextMarker");
        var other = kms.createKey();
        assertRefused(
                "InvalidMarkerException",
                "Could not deserialize marker.",
                () -> kms.call("ListGrants", "KeyId", other, "Marker", marker));
    }

    @Test
    void needsPermissionAndNoGrantGivesIt() {
        grant();
        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::123456789012:user/clerk is not authorized to perform:"
                        + " kms:ListGrants on resource: " + TestingKms.arn(id)
                        + " because no identity-based policy allows the kms:ListGrants action",
                () -> kms.callAs(clerk, "ListGrants", "KeyId", id));
    }

    @Test
    void anotherAccountListsIfBothSidesAllow() {
        var grantId = grant();
        var foreigner = kms.keyward().user(TestingKeyward.OTHER_ACCOUNT, "x");
        kms.keyward().allow(foreigner, TestingKms.allowing("kms:ListGrants"));
        kms.keyward()
                .setKeyPolicy(
                        TestingKms.arn(id),
                        TestingKms.policy(TestingKms.allowTo(
                                "arn:aws:iam::210987654321:root", "kms:ListGrants")));
        var listed =
                kms.callAs(foreigner, "ListGrants", "KeyId", TestingKms.arn(id).toString());
        assertEquals(List.of(grantId), ids(listed));
    }
}
