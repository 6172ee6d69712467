package dev.keyward.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A file of settings in sections, as AWS's tools share them: {@code ~/.aws/credentials} and {@code
 * ~/.aws/config}.
 *
 * <p>Source: AWS SDKs and Tools Reference Guide, "Using shared config and credentials files".
 */
record ProfileFile(Map<String, Map<String, String>> sections) {

    private static final int MOST_BYTES = 1 << 20;

    /** Reads {@code file}; one that does not exist has no sections. */
    static ProfileFile read(Path file) throws ServerException {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new ServerException(file + ": more than " + MOST_BYTES + " bytes");
            }
            return parse(Files.readString(file));
        } catch (NoSuchFileException absent) {
            return new ProfileFile(Map.of());
        } catch (IOException failure) {
            throw new ServerException(file + ": " + Failure.of(failure), failure);
        }
    }

    static ProfileFile parse(String text) {
        var sections = new HashMap<String, Map<String, String>>();
        Map<String, String> section =
                new HashMap<>(); // what stands before the first belongs to none
        for (var line : text.lines().toList()) {
            var content = line.strip();
            if (content.startsWith("#") || content.startsWith(";")) {
                continue;
            }
            if (content.startsWith("[") && content.endsWith("]")) {
                var name = content.substring(1, content.length() - 1).strip();
                section = sections.computeIfAbsent(name, _ -> new HashMap<>());
                continue;
            }
            var equals = content.indexOf('=');
            // An indented line belongs to a group of settings that we do not read.
            if (equals > 0 && !Character.isWhitespace(line.charAt(0))) {
                section.put(
                        content.substring(0, equals).strip().toLowerCase(Locale.ROOT),
                        content.substring(equals + 1).strip());
            }
        }
        return new ProfileFile(sections);
    }

    boolean has(String section) {
        return sections.containsKey(section);
    }

    /** The settings of a section; none if there is no such section. */
    Map<String, String> section(String name) {
        return sections.getOrDefault(name, Map.of());
    }
}
