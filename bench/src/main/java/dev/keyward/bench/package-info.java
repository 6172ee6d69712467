/**
 * Measurements on the machine at hand. Begin at {@link dev.keyward.bench.Main}, the command {@code
 * keyward bench}; what is measured by JMH runs by {@code java -cp ... org.openjdk.jmh.Main Bench}.
 * Trust ratios within one run, not figures of different machines.
 */
@NullMarked
package dev.keyward.bench;

import org.jspecify.annotations.NullMarked;
