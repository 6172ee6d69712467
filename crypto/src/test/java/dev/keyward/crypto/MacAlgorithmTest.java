package dev.keyward.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class MacAlgorithmTest {

    @ParameterizedTest
    @EnumSource(KeySpec.class)
    void existsForTheSpecsThatMakeMacs(KeySpec spec) {
        assertEquals(
                spec.allows(KeyUsage.GENERATE_VERIFY_MAC), MacAlgorithm.of(spec).isPresent());
        MacAlgorithm.of(spec).ifPresent(algorithm -> assertEquals(spec, algorithm.spec()));
    }
}
