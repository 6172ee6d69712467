package dev.keyward.policy.match;

import java.util.Arrays;
import java.util.BitSet;

/** Text without {@code *}, in which {@code ?} may stand for any one character. */
sealed interface Run {

    int length();

    /** Whether it stands at {@code at} of {@code value}, which must have so many characters left. */
    boolean standsAt(String value, int at);

    /** Where it first stands between {@code from} and {@code to}, or -1. */
    int find(String value, int from, int to);

    /** {@code ones} are the places where any character will do. */
    static Run of(String text, BitSet ones) {
        return ones.isEmpty() ? new Plain(text) : new Gapped(text, ones);
    }

    record Plain(String text) implements Run {

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public boolean standsAt(String value, int at) {
            return value.startsWith(text, at);
        }

        @Override
        public int find(String value, int from, int to) {
            return value.indexOf(text, from, to);
        }
    }

    /**
     * Text with gaps is looked for by the shift-and method: bit {@code i} of the state says that the
     * first {@code i + 1} characters of the text end here. A character of the value costs one step for
     * every 64 of the text, however well the two almost fit, and the text takes some 10 bytes a character.
     */
    final class Gapped implements Run {

        private final String text;
        private final BitSet ones;
        private final Block[] blocks;

        private Gapped(String text, BitSet ones) {
            this.text = text;
            this.ones = ones;
            this.blocks = new Block[(text.length() + Long.SIZE - 1) / Long.SIZE];
            for (var index = 0; index < blocks.length; index++) {
                blocks[index] = Block.of(text, ones, index * Long.SIZE);
            }
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public boolean standsAt(String value, int at) {
            for (var index = 0; index < text.length(); index++) {
                if (!ones.get(index) && text.charAt(index) != value.charAt(at + index)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public int find(String value, int from, int to) {
            var states = new long[blocks.length];
            var complete = 1L << (text.length() - 1);
            for (var at = from; at < to; at++) {
                var carry = 1L;
                for (var index = 0; index < states.length; index++) {
                    var state = states[index];
                    states[index] = (state << 1 | carry) & blocks[index].placesOf(value.charAt(at));
                    carry = state >>> (Long.SIZE - 1);
                }
                if ((states[states.length - 1] & complete) != 0) {
                    return at + 1 - text.length();
                }
            }
            return -1;
        }
    }

    /** Up to 64 characters of a text: which letters they are, in order, and at which of the places. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Block(char[] letters, long[] places, long gaps) {

        private static Block of(String text, BitSet ones, int start) {
            var part = text.substring(start, Math.min(text.length(), start + Long.SIZE));
            var letters = part.toCharArray();
            Arrays.sort(letters);
            var gaps = 0L;
            var places = new long[letters.length];
            for (var at = 0; at < letters.length; at++) {
                if (ones.get(start + at)) {
                    gaps |= 1L << at;
                } else {
                    places[Arrays.binarySearch(letters, part.charAt(at))] |= 1L << at;
                }
            }
            return new Block(letters, places, gaps);
        }

        /** Where in the block {@code c} may stand. */
        private long placesOf(char c) {
            var letter = Arrays.binarySearch(letters, c);
            return letter < 0 ? gaps : gaps | places[letter];
        }
    }
}
