package dev.keyward.cli.agent;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A request to the agent, and its answer, without HTTP. */
final class Exchange {

    private Exchange() {}

    /** What is asked, with the first value of each header. */
    record Asked(String method, String path, Map<String, String> headers) {

        Asked {
            var folded = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
            folded.putAll(headers);
            headers = folded;
        }

        Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name));
        }

        /** Leaves the headers out: they hold tokens. */
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /** What is answered. */
    record Answer(int status, String type, String body, Map<String, String> headers) {

        static final String TEXT = "text/plain";
        static final String JSON = "application/json";

        static Answer text(String body) {
            return new Answer(200, TEXT, body, Map.of());
        }

        static Answer json(String body) {
            return new Answer(200, JSON, body, Map.of());
        }

        /** A bare status, with the words that HTTP has for it. */
        static Answer status(int status) {
            return new Answer(status, TEXT, words(status), Map.of());
        }

        private static String words(int status) {
            return switch (status) {
                case 400 -> "400 - Bad Request";
                case 401 -> "401 - Unauthorized";
                case 403 -> "403 - Forbidden";
                case 404 -> "404 - Not Found";
                case 405 -> "405 - Method Not Allowed";
                case 503 -> "503 - Service Unavailable";
                default -> String.valueOf(status);
            };
        }

        /** Leaves the body out: it may hold a secret. */
        @Override
        public String toString() {
            return "Answer[" + status + "]";
        }
    }
}
