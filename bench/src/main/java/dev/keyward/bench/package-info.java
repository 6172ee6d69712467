/**
 * Measurements, run by hand: {@code java -cp ... org.openjdk.jmh.Main Bench}. Trust ratios within one
 * run, not figures of different machines.
 */
@NullMarked
package dev.keyward.bench;

import org.jspecify.annotations.NullMarked;
