/**
 * Measurements on the machine at hand. Begin at {@link dev.keyward.bench.Main}, the command {@code
 * keyward bench}.
 */
@NullMarked
package dev.keyward.bench;

import org.jspecify.annotations.NullMarked;
