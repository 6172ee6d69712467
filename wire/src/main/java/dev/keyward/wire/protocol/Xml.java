package dev.keyward.wire.protocol;

/**
 * Writes an XML document as AWS lays it out: two spaces for each level, a line for each element, no
 * declaration.
 */
final class Xml {

    private static final int USUAL_SIZE = 1024;

    private final StringBuilder text = new StringBuilder(USUAL_SIZE);

    private int depth;

    /** Opens an element; {@code name} may carry attributes. */
    Xml open(String name) {
        indent();
        text.append('<').append(name).append(">\n");
        depth++;
        return this;
    }

    Xml close(String name) {
        depth--;
        indent();
        text.append("</").append(name).append(">\n");
        return this;
    }

    /** An element with nothing in it. */
    Xml empty(String name) {
        indent();
        text.append('<').append(name).append("/>\n");
        return this;
    }

    /** An element with text, escaped. */
    Xml text(String name, String value) {
        indent();
        text.append('<').append(name).append('>');
        escape(value);
        text.append("</").append(name).append(">\n");
        return this;
    }

    private void indent() {
        for (int i = 0; i < depth; i++) {
            text.append("  ");
        }
    }

    private void escape(String value) {
        for (int i = 0; i < value.length(); i++) {
            char each = value.charAt(i);
            switch (each) {
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '&' -> text.append("&amp;");
                case '"' -> text.append("&quot;");
                case '\r' -> text.append("&#xD;"); // A parser would turn a bare one into a newline.
                default -> {
                    if (Character.isHighSurrogate(each)
                            && i + 1 < value.length()
                            && Character.isLowSurrogate(value.charAt(i + 1))) {
                        text.append(each).append(value.charAt(++i));
                    } else {
                        text.append(isLegal(each) ? each : '\uFFFD');
                    }
                }
            }
        }
    }

    /** Whether XML 1.0 can hold the character at all, escaped or not. */
    private static boolean isLegal(char each) {
        return each == '\t'
                || each == '\n'
                || (each >= ' ' && each <= '\uFFFD' && !Character.isSurrogate(each));
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
