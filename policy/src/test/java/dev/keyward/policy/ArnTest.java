package dev.keyward.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ArnTest {

    @Test
    void takesAnArnApartAndPutsItTogether() {
        var text = "arn:aws:kms:eu-west-1:111122223333:alias/a:b/c";
        assertEquals(
                new Arn("aws", "kms", "eu-west-1", "111122223333", "alias/a:b/c"), Arn.parse(text));
        assertEquals(text, Arn.parse(text).toString());
        assertEquals(new Arn("", "", "", "", ""), Arn.parse("arn:::::"));
    }

    @Test
    void refusesWhatIsNoArn() {
        for (var text :
                List.of("", "arn", "arn:aws:kms:eu-west-1:1", "ARN:a:b:c:d:e", "a:b:c:d:e:f")) {
            assertFalse(Arn.isArn(text), text);
            var refused = assertThrows(IllegalArgumentException.class, () -> Arn.parse(text));
            assertEquals("`" + text + "` is not an ARN", refused.getMessage());
        }
        assertTrue(Arn.isArn("arn:::::"));
        assertTrue(Arn.isArn("arn:a:b:c:d:e:f"));
    }

    @Test
    void anAccountIsTwelveDigits() {
        assertEquals("012345678909", new AccountId("012345678909").toString());
        for (var text :
                List.of("", "01234567890", "0123456789012", "01234567890a", "0123456789/:")) {
            assertFalse(AccountId.isAccountId(text), text);
            var refused = assertThrows(IllegalArgumentException.class, () -> new AccountId(text));
            assertEquals("`" + text + "` is not a 12-digit account id", refused.getMessage());
        }
    }
}
