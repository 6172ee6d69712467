package dev.keyward.server.authorize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.policy.AccountId;
import dev.keyward.server.TestingRandom;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

final class AccessKeyIdsTest {

    private static final AccountId ACCOUNT = new AccountId("123456789012");

    private final TestingRandom random = new TestingRandom();

    @Property(tries = 200)
    void carriesTheAccount(@ForAll @LongRange(min = 0, max = 999_999_999_999L) long number) {
        var account = new AccountId("%012d".formatted(number));
        var id = AccessKeyIds.fresh(AccessKeyIds.LONG_TERM, account, random);
        assertTrue(id.matches("AKIA[A-Z2-7]{16}"), id);
        assertEquals(Optional.of(account), AccessKeyIds.accountOf(id));
    }

    @Test
    void readsTheAccountOfAnIdThatAwsMade() {
        // An example that is published with the description of the encoding.
        assertEquals(
                Optional.of(new AccountId("029608264753")),
                AccessKeyIds.accountOf("ASIAQNZGKIQY56JQ7WML"));
    }

    @Test
    void findsNoAccountInOtherTexts() {
        assertEquals(Optional.empty(), AccessKeyIds.accountOf("AKIA"));
        assertEquals(Optional.empty(), AccessKeyIds.accountOf("AKIAIOSFODNN7EXAMPLE"));
        assertEquals(Optional.empty(), AccessKeyIds.accountOf("AKIAq0000000000000!!"));
    }

    @Test
    void makesNoIdTwice() {
        assertNotEquals(
                AccessKeyIds.fresh(AccessKeyIds.TEMPORARY, ACCOUNT, random),
                AccessKeyIds.fresh(AccessKeyIds.TEMPORARY, ACCOUNT, random));
    }

    @Test
    void makesSecretsOf40Characters() {
        assertTrue(AccessKeyIds.freshSecret(random).matches("[A-Za-z0-9/+]{40}"));
    }
}
