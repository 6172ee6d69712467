package dev.keyward.conformance;

import java.util.function.Function;
import org.junit.jupiter.api.function.Executable;

/**
 * Something that must be true, checked as often as one likes, also after a crash.
 *
 * @param claim what must be true, as a sentence
 * @param setUp makes what the claim is about, and answers with the check, which leaves everything as
 *     it found it
 */
record Scenario(String claim, Function<Scene, Executable> setUp) {

    @Override
    public String toString() {
        return claim;
    }
}
