package dev.keyward.server.kms.common;

import static dev.keyward.server.TestingKeyward.assertRefused;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.crypto.Providers;
import dev.keyward.crypto.random.SystemRandom;
import dev.keyward.crypto.wrap.RootKey;
import dev.keyward.server.authorize.Caller;
import dev.keyward.server.kms.TestingKms;
import dev.keyward.server.service.Served;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GrantTokensTest {

    private final TestingKms kms = new TestingKms();
    private final String id = kms.createKey();
    private final Caller clerk = kms.keyward().user("clerk");
    private final String token = token(id);

    @AfterEach
    void close() {
        kms.close();
    }

    private String token(String keyId) {
        return kms.call(
                        "CreateGrant",
                        "KeyId",
                        keyId,
                        "Name",
                        "one",
                        "GranteePrincipal",
                        clerk.principal().arn(),
                        "Operations",
                        List.of("CreateGrant", "Encrypt", "DescribeKey"))
                .requiredText("GrantToken");
    }

    private void describeWith(Object... tokens) {
        kms.callAs(clerk, "DescribeKey", "KeyId", id, "GrantTokens", List.of(tokens));
    }

    private static void assertInvalid(Executable call) {
        assertRefused("InvalidGrantTokenException", "", call);
    }

    @Test
    void aGenuineTokenIsTakenAsOftenAsOneLikes() {
        describeWith(token);
        describeWith(token, token);
        kms.keyward().clock().advance(Duration.ofDays(3_650));
        describeWith(token);
    }

    @Test
    void everyTokenOfAGrantIsAsGoodAsTheOthers() {
        var other = token(id);
        assertNotEquals(token, other);
        describeWith(other, token);
    }

    @Test
    void aTokenGivesNothingToWhoIsNotTheGrantee() {
        var thief = kms.keyward().user("thief");
        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::123456789012:user/thief is not authorized to perform:"
                        + " kms:DescribeKey on resource: " + TestingKms.arn(id)
                        + " because no identity-based policy allows the kms:DescribeKey action",
                () -> kms.callAs(thief, "DescribeKey", "KeyId", id, "GrantTokens", List.of(token)));
    }

    /** Clients send all the tokens that they have, also with requests about other keys. */
    @Test
    void aTokenOfAnotherKeyChangesNothing() {
        var foreign = token(kms.createKey());
        describeWith(foreign);
        kms.call("RevokeGrant", "KeyId", id, "GrantId", grantId());
        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::123456789012:user/clerk is not authorized to perform:"
                        + " kms:DescribeKey on resource: " + TestingKms.arn(id)
                        + " because no identity-based policy allows the kms:DescribeKey action",
                () -> describeWith(foreign));
    }

    private String grantId() {
        return kms.call("ListGrants", "KeyId", id)
                .structs("Grants")
                .getFirst()
                .requiredText("GrantId");
    }

    @Test
    void endsWithItsGrant() {
        kms.call("RevokeGrant", "KeyId", id, "GrantId", grantId());
        assertInvalid(() -> kms.call("DescribeKey", "KeyId", id, "GrantTokens", List.of(token)));
        token(id);
        assertInvalid(() -> describeWith(token));
    }

    @Test
    void endsWithItsKey() {
        kms.call("ScheduleKeyDeletion", "KeyId", id, "PendingWindowInDays", 7);
        describeWith(token);
        kms.keyward().clock().advance(Duration.ofDays(8));
        kms.deletion().deleteDueKeys(kms.keyward().clock().instant());
        var other = kms.createKey();
        assertInvalid(() -> kms.call("DescribeKey", "KeyId", other, "GrantTokens", List.of(token)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "AQpAM2Rh", "%%%", "AQ=="})
    void refusesWhatWasNotMadeHere(String text) {
        assertInvalid(() -> describeWith(text));
        assertInvalid(() -> describeWith(token, text));
    }

    @Test
    void refusesTheTokenOfAnotherServer() {
        var providers = Providers.best();
        var elsewhere = new GrantTokens(RootKey.generate(providers, new SystemRandom(providers)));
        var grantId = grantId();
        var grant = kms.keyward()
                .store()
                .read(s -> s.grants().find(TestingKms.arn(id), grantId).orElseThrow());
        assertInvalid(() -> describeWith(elsewhere.seal(grant)));
        describeWith(new GrantTokens(kms.keyward().rootKey()).seal(grant));
    }

    @Test
    void refusesATokenOfWhichOneBitWasFlipped() {
        var bytes = Base64.getDecoder().decode(token);
        for (var bit = 0; bit < bytes.length * Byte.SIZE; bit++) {
            var changed = bytes.clone();
            changed[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            var text = Base64.getEncoder().encodeToString(changed);
            assertInvalid(() -> describeWith(text));
        }
    }

    @Test
    void refusesATokenThatWasCutOrMadeLonger() {
        for (var length = 1; length < token.length(); length++) {
            var cut = token.substring(0, length);
            assertInvalid(() -> describeWith(cut));
        }
        assertInvalid(() -> describeWith(token + "AAAA"));
        assertInvalid(() -> describeWith(token + token));
    }

    @Test
    void aMarkerIsNoToken() {
        kms.createKey();
        var marker = kms.call("ListKeys", "Limit", 1).requiredText("NextMarker");
        var padded = Base64.getEncoder().encodeToString(Base64.getUrlDecoder().decode(marker));
        assertInvalid(() -> describeWith(padded));
    }

    @Test
    void aRequestBringsTenAtMost() {
        describeWith(Collections.nCopies(10, token).toArray());
        var listed = String.join(", ", Collections.nCopies(11, token));
        assertRefused(
                "ValidationException",
                "1 validation error detected: Value '[" + listed + "]' at 'grantTokens' failed to"
                        + " satisfy constraint: Member must have length less than or equal to 10",
                () -> describeWith(Collections.nCopies(11, token).toArray()));
    }

    /** Before it looks at anything else of its request. */
    @Test
    void everyOperationThatTakesTokensRefusesForgedOnes() {
        var model = kms.service().model();
        var taking = new ArrayList<String>();
        for (var row : KmsOperationsTable.load().rows()) {
            var input = model.operation(row.operation()).orElseThrow().input();
            if (row.served() == Served.YES && input.member("GrantTokens").isPresent()) {
                var forged = TestingKms.struct("GrantTokens", List.of(token, "forged"));
                assertInvalid(() -> kms.keyward()
                        .asRoot()
                        .callUnchecked(kms.service(), row.operation(), forged));
                taking.add(row.operation());
            }
        }
        assertTrue(
                taking.containsAll(List.of("CreateGrant", "Decrypt", "DescribeKey", "ReEncrypt")));
    }
}
