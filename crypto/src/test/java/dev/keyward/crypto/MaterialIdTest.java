package dev.keyward.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MaterialIdTest {

    private static final String DIGITS = "0123456789abcdef".repeat(4);

    @Test
    void readsWhatItWrites() {
        assertEquals(Optional.of(new MaterialId(DIGITS)), MaterialId.parse(DIGITS));
        assertEquals(DIGITS, new MaterialId(DIGITS).toString());
        assertEquals(new MaterialId(DIGITS), MaterialId.of(new MaterialId(DIGITS).bytes()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "0123456789ABCDEF", "0123456789abcdeg", "0123456789abcde\n"})
    void refusesAnyOtherForm(String part) {
        var text = part.repeat(4);

        assertEquals(Optional.empty(), MaterialId.parse(text));
        assertThrows(IllegalArgumentException.class, () -> new MaterialId(text));
    }
}
