package dev.keyward.server;

import dev.keyward.crypto.RandomSource;

import java.util.Random;

/** Bytes that look random and are the same in every run. */
public final class TestingRandom implements RandomSource {

    private final Random random = new Random(20_261_124);

    @Override
    public synchronized byte[] bytes(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
