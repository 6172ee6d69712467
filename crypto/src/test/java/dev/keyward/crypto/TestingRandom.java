package dev.keyward.crypto;

/** Counts instead of rolling dice: the bytes 0, 1, 2 and so on, going on from call to call. */
public final class TestingRandom implements RandomSource {

    private int next;

    @Override
    public byte[] bytes(int length) {
        var bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) next++;
        }
        return bytes;
    }
}
