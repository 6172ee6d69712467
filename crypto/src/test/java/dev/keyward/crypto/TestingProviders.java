package dev.keyward.crypto;

import java.util.stream.Stream;

/** Both choices of provider: whatever is tested must hold for each, and for one against the other. */
public final class TestingProviders {

    private TestingProviders() {}

    /**
     * The native one and the JDK.
     *
     * @throws IllegalStateException if the native one does not load, since then nothing would be
     *     compared
     */
    public static Stream<Providers> both() {
        var best = Providers.best();
        if (!best.isNative()) {
            throw new IllegalStateException(best.description());
        }
        return Stream.of(best, Providers.jdk());
    }
}
