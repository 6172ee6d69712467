package dev.keyward.crypto.attestation;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.keyward.crypto.Providers;
import java.util.Arrays;

/**
 * Whatever the bytes, they are a document or refused; nothing else happens.
 *
 * <p>The inputs stand in {@code src/test/resources}. The first byte says what the rest is: {@code s} for
 * a signed document, {@code p} for the payload of one, else something in CBOR.
 */
final class AttestationFuzzTest {

    private static final Providers PROVIDERS = Providers.best();

    @FuzzTest(maxDuration = "10m")
    void nothingButADocumentOrARefusalComesOfAnyBytes(byte[] input) {
        if (input.length == 0) {
            return;
        }
        var rest = Arrays.copyOfRange(input, 1, input.length);
        try {
            switch (input[0]) {
                case 's' -> assertIsWhole(AttestationDocument.parse(rest, PROVIDERS));
                case 'p' -> assertIsWhole(AttestationDocument.ofPayload(rest));
                default -> assertNotNull(CborReader.read(rest));
            }
        } catch (AttestationException refused) {
            assertFalse(String.valueOf(refused.getMessage()).isBlank());
        }
    }

    private static void assertIsWhole(AttestationDocument document) {
        assertFalse(document.moduleId().isEmpty());
        assertFalse(document.registers().isEmpty());
        assertFalse(document.authorities().isEmpty());
    }
}
