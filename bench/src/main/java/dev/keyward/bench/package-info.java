/**
 * Measurements on the machine at hand. Begin at {@link dev.keyward.bench.Main}, the command {@code
 * keyward bench}. Of what JMH measures, {@code keyward bench decisions} shows decisions and {@code keyward
 * bench signatures} signatures; the rest runs by
 * {@code java -cp ... org.openjdk.jmh.Main Bench}.
 * Trust ratios within one run, not figures of different machines.
 */
@NullMarked
package dev.keyward.bench;

import org.jspecify.annotations.NullMarked;
