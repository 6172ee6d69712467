package dev.keyward.policy.explain;

/** Lines of text without characters that a terminal obeys; used by one thread. */
final class PlainText {

    private final StringBuilder out = new StringBuilder();

    void line(String text) {
        text.chars().forEach(c -> {
            if (Character.isISOControl(c)) {
                out.append("\\u%04x".formatted(c));
            } else {
                out.append((char) c);
            }
        });
        out.append('\n');
    }

    /** Several lines, each behind {@code indent}. */
    void lines(String indent, String text) {
        text.lines().forEach(line -> line(indent + line));
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
