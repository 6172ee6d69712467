package dev.keyward.crypto;

/** Where random bytes come from; passed in, so that nothing below {@code main} makes its own. */
@FunctionalInterface
public interface RandomSource {

    /** Fresh bytes, {@code length} of them, from a cryptographically strong generator. */
    byte[] bytes(int length);
}
