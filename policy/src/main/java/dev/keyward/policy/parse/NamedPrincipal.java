package dev.keyward.policy.parse;

/**
 * A principal as a document names it.
 *
 * @param start the offset of its opening quote in the document's text
 * @param end the offset after its closing quote
 */
public record NamedPrincipal(Type type, String value, int line, int column, int start, int end) {

    /** The key under which a principal stands. */
    public enum Type {
        AWS("AWS"),
        SERVICE("Service"),
        FEDERATED("Federated");

        private final String written;

        Type(String written) {
            this.written = written;
        }

        public String written() {
            return written;
        }
    }

    /** Type and value as they stand in the document, for example {@code "AWS":"nobody"}. */
    public String written() {
        return "\"" + type.written() + "\":\"" + value + "\"";
    }
}
