package dev.keyward.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyward.policy.ContextKeys.Multiple;
import dev.keyward.policy.ContextKeys.Single;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class ContextKeysTest {

    private static final ContextKeys KEYS = ContextKeys.builder()
            .single("aws:PrincipalTag/Team", "A")
            .single("absent", Optional.empty())
            .multiple("aws:TagKeys", List.of("x", "Y"))
            .build();

    @Test
    void findsNamesWithoutRegardToCase() {
        assertEquals(Optional.of(new Single("A")), KEYS.find("AWS:principaltag/team"));
        assertEquals(
                Optional.of(new Multiple(List.of("x", "Y"))), KEYS.findLowerCase("aws:tagkeys"));
        assertEquals(Optional.empty(), KEYS.find("absent"));
        assertEquals(Optional.empty(), ContextKeys.empty().find("aws:tagkeys"));
    }

    @Test
    void letsTheLaterOfTwoValuesWin() {
        var later = ContextKeys.builder().single("AWS:PRINCIPALTAG/TEAM", "b").build();
        assertEquals(Optional.of(new Single("b")), KEYS.with(later).find("aws:PrincipalTag/Team"));
        assertEquals(
                Set.of("aws:principaltag/team", "aws:tagkeys"),
                Set.copyOf(later.with(KEYS).names()));
    }

    @Test
    void makesLazyKeysOnceAndOnlyWhenAsked() {
        var made = new AtomicInteger();
        var lazy = ContextKeys.lazily(() -> {
            made.incrementAndGet();
            return KEYS;
        });
        assertEquals(0, made.get());
        assertEquals(Optional.of(new Single("A")), lazy.find("aws:principaltag/team"));
        assertEquals(Optional.empty(), lazy.find("absent"));
        assertEquals(2, lazy.names().size());
        assertEquals(
                Optional.of(new Single("A")),
                lazy.with(ContextKeys.empty()).find("aws:principaltag/team"));
        assertEquals(1, made.get());
    }
}
