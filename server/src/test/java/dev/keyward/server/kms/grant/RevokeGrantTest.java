package dev.keyward.server.kms.grant;

import static dev.keyward.server.TestingKeyward.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyward.server.TestingKeyward;
import dev.keyward.server.authorize.Caller;
import dev.keyward.server.kms.TestingKms;
import dev.keyward.wire.Struct;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RevokeGrantTest {

    private static final String NO_GRANT = "0".repeat(64);

    private final TestingKms kms = new TestingKms();
    private final String id = kms.createKey();
    private final Caller clerk = kms.keyward().user("clerk");
    private final String grantId = grant();

    @AfterEach
    void close() {
        kms.close();
    }

    private String grant() {
        return kms.call(
                        "CreateGrant",
                        "KeyId",
                        id,
                        "GranteePrincipal",
                        clerk.principal().arn(),
                        "Operations",
                        List.of("DescribeKey"))
                .requiredText("GrantId");
    }

    private void describe() {
        kms.callAs(clerk, "DescribeKey", "KeyId", id);
    }

    private void assertNothingIsGranted() {
        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::123456789012:user/clerk is not authorized to perform:"
                        + " kms:DescribeKey on resource: " + TestingKms.arn(id)
                        + " because no identity-based policy allows the kms:DescribeKey action",
                this::describe);
    }

    @Test
    void endsTheGrantAtOnce() {
        describe();
        assertEquals(Struct.empty(), kms.call("RevokeGrant", "KeyId", id, "GrantId", grantId));
        assertNothingIsGranted();
    }

    @Test
    void leavesOtherGrantsAlone() {
        grant();
        kms.call("RevokeGrant", "KeyId", id, "GrantId", grantId);
        describe();
    }

    @Test
    void aDryRunEndsNothing() {
        assertRefused(
                "DryRunOperationException",
                "The request would have succeeded, but the DryRun option is set.",
                () -> kms.call("RevokeGrant", "KeyId", id, "GrantId", grantId, "DryRun", true));
        describe();
        assertNotFound(NO_GRANT, id, "DryRun", true);
    }

    private void assertNotFound(String grant, String key, Object... more) {
        var members = new ArrayList<Object>(List.of("KeyId", key, "GrantId", grant));
        members.addAll(List.of(more));
        assertRefused(
                "NotFoundException",
                "Grant '" + grant + "' does not exist",
                () -> kms.call("RevokeGrant", members.toArray()));
    }

    @Test
    void aGrantIsRevokedOnce() {
        kms.call("RevokeGrant", "KeyId", id, "GrantId", grantId);
        assertNotFound(grantId, id);
    }

    @Test
    void aGrantIsRevokedByItsOwnKeyOnly() {
        assertNotFound(grantId, kms.createKey());
        describe();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "0123",
                "g000000000000000000000000000000000000000000000000000000000000000"
            })
    void refusesWhatIsNoGrantId(String text) {
        assertRefused(
                "InvalidGrantIdException",
                "Invalid grant id '" + text + "'",
                () -> kms.call("RevokeGrant", "KeyId", id, "GrantId", text));
    }

    @Test
    void noGranteeMayRevoke() {
        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::123456789012:user/clerk is not authorized to perform:"
                        + " kms:RevokeGrant on resource: " + TestingKms.arn(id)
                        + " because no identity-based policy allows the kms:RevokeGrant action",
                () -> kms.callAs(clerk, "RevokeGrant", "KeyId", id, "GrantId", NO_GRANT));
    }

    @Test
    void anotherAccountRevokesIfBothSidesAllow() {
        var foreigner = kms.keyward().user(TestingKeyward.OTHER_ACCOUNT, "x");
        kms.keyward().allow(foreigner, TestingKms.allowing("kms:RevokeGrant"));
        var arn = TestingKms.arn(id).toString();
        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::210987654321:user/x is not authorized to perform: kms:RevokeGrant"
                        + " on this resource because the resource does not exist in this Region, no"
                        + " resource-based policies allow access, or a resource-based policy explicitly"
                        + " denies access",
                () -> kms.callAs(foreigner, "RevokeGrant", "KeyId", arn, "GrantId", grantId));
        kms.keyward()
                .setKeyPolicy(
                        TestingKms.arn(id),
                        TestingKms.policy(TestingKms.allowTo(
                                "arn:aws:iam::210987654321:root", "kms:RevokeGrant")));
        kms.callAs(foreigner, "RevokeGrant", "KeyId", arn, "GrantId", grantId);
        assertNothingIsGranted();
    }

    @Test
    void aKeyIsNamedByIdOrArn() {
        kms.call("CreateAlias", "AliasName", "alias/mine", "TargetKeyId", id);
        assertRefused(
                "NotFoundException",
                "Invalid keyId 'alias/mine'",
                () -> kms.call("RevokeGrant", "KeyId", "alias/mine", "GrantId", grantId));
        kms.call("RevokeGrant", "KeyId", TestingKms.arn(id).toString(), "GrantId", grantId);
    }
}
