package dev.keyward.crypto;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The providers that this machine has: what is tested must hold for each, and between them. */
public final class TestingProviders {

    private static final boolean MUST_BE_NATIVE =
            System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")
                    && List.of("amd64", "aarch64").contains(System.getProperty("os.arch"));

    private TestingProviders() {}

    /**
     * The best one and the JDK, which are the same where AWS-LC is not made for the machine.
     *
     * @throws IllegalStateException if it is made for this machine and does not load, since then
     *     nothing would be compared
     */
    public static Stream<Providers> all() {
        var best = Providers.best();
        if (MUST_BE_NATIVE && !best.isNative()) {
            throw new IllegalStateException(best.description());
        }
        return Stream.of(best, Providers.jdk());
    }
}
