package dev.keyward.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyIdentityTest {

    @Test
    void takesUpTo128Characters() {
        var longest = "k".repeat(128);

        assertEquals(longest, new KeyIdentity(longest).toString());
        assertThrows(IllegalArgumentException.class, () -> new KeyIdentity(longest + "k"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\n", "ü", "\u007f"})
    void refusesWhatIsNotPrintableAscii(String value) {
        assertThrows(IllegalArgumentException.class, () -> new KeyIdentity(value));
    }
}
