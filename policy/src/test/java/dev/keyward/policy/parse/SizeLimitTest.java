package dev.keyward.policy.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.keyward.policy.PolicyKind;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class SizeLimitTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            IDENTITY, 10240
            PERMISSIONS_BOUNDARY, 6144
            SESSION, 2048
            KEY_POLICY, 32768
            TRUST, 2048
            VPC_ENDPOINT, 20480
            SERVICE_CONTROL, 10240
            RESOURCE_CONTROL, 5120
            """)
    void letsAsMuchPassAsAwsDoesAndNoMore(PolicyKind kind, int most) {
        assertEquals(Optional.empty(), SizeLimit.of(kind).problem("x".repeat(most)));
        var problem = SizeLimit.of(kind).problem("x".repeat(most + 1)).orElseThrow();
        assertEquals(ProblemReason.TOO_LARGE, problem.reason());
        assertEquals(Integer.toString(most + 1), problem.subject());
    }

    @ParameterizedTest
    @EnumSource(
            value = PolicyKind.class,
            names = {"IDENTITY", "PERMISSIONS_BOUNDARY", "TRUST"})
    void doesNotCountWhiteSpaceInIam(PolicyKind kind) {
        assertEquals(Optional.empty(), SizeLimit.of(kind).problem(" \t\r\n".repeat(10_000) + "x"));
    }

    @ParameterizedTest
    @EnumSource(
            value = PolicyKind.class,
            names = {"SESSION", "KEY_POLICY", "VPC_ENDPOINT", "SERVICE_CONTROL", "RESOURCE_CONTROL"
            })
    void countsWhiteSpaceElsewhere(PolicyKind kind) {
        assertEquals(
                ProblemReason.TOO_LARGE,
                SizeLimit.of(kind)
                        .problem(" \t\r\n".repeat(10_000) + "x")
                        .orElseThrow()
                        .reason());
    }

    @Test
    void countsBytesOrCharactersAsTheServiceDoes() {
        var twoBytesEach = "\u00e4".repeat(20_000);

        assertEquals(Optional.empty(), SizeLimit.of(PolicyKind.VPC_ENDPOINT).problem(twoBytesEach));
        assertEquals(
                "1:1: the document has 40000 bytes, at most 32768 are allowed",
                SizeLimit.of(PolicyKind.KEY_POLICY)
                        .problem(twoBytesEach)
                        .orElseThrow()
                        .toString());
    }

    @Test
    void warnsOfIdentityPoliciesThatCannotBeManaged() {
        assertEquals(Optional.empty(), SizeLimit.warningOfInlineOnly("x".repeat(6_144)));
        var warning = SizeLimit.warningOfInlineOnly("x".repeat(6_145)).orElseThrow();
        assertEquals(ProblemReason.Severity.WARNING, warning.reason().severity());
    }

    @Test
    void knowsNoSizeOfGrants() {
        assertThrows(IllegalArgumentException.class, () -> SizeLimit.of(PolicyKind.GRANT));
    }
}
