package dev.keyward.server.ec2;

import dev.keyward.wire.Struct;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tags in requests.
 *
 * <p>Limits: 50 on a resource; a key of 1 to 127 characters, a value of up to 255.
 *
 * <p>Source: Amazon EC2 User Guide, "Tag your Amazon EC2 resources", "Tag restrictions".
 */
final class Tagging {

    private static final int MOST = 50;
    private static final int LONGEST_KEY = 127;
    private static final int LONGEST_VALUE = 255;
    private static final String RESERVED = "aws:";

    private Tagging() {}

    /**
     * The tags to be set.
     *
     * @throws dev.keyward.wire.ServiceException {@code InvalidParameterValue}
     */
    static Map<String, String> read(List<Struct> given) {
        var tags = new LinkedHashMap<String, String>();
        for (var tag : given) {
            var key = requireKey(tag.text("Key").orElse(""));
            var value = tag.text("Value").orElse("");
            if (value.length() > LONGEST_VALUE) {
                throw invalid(
                        "Tag value exceeds the maximum length of " + LONGEST_VALUE + " characters");
            }
            if (tags.put(key, value) != null) {
                throw invalid("Duplicate tag key '" + key + "' specified.");
            }
        }
        return tags;
    }

    private static String requireKey(String key) {
        if (key.isEmpty()) {
            throw invalid("Tag key cannot be null or empty.");
        }
        if (key.length() > LONGEST_KEY) {
            throw invalid("Tag key exceeds the maximum length of " + LONGEST_KEY + " characters");
        }
        if (key.toLowerCase(Locale.ROOT).startsWith(RESERVED)) {
            throw invalid("Tag keys starting with 'aws:' are reserved for internal use");
        }
        return key;
    }

    private static RuntimeException invalid(String message) {
        return Ec2Error.INVALID_PARAMETER_VALUE.because(message);
    }

    /**
     * {@code tags} after {@code more} were set.
     *
     * @throws dev.keyward.wire.ServiceException {@code TagLimitExceeded}; {@code InvalidParameterValue} if
     *     two keys would differ in case only, of which policies could see one only
     */
    static Map<String, String> with(Map<String, String> tags, Map<String, String> more) {
        var all = new TreeMap<>(tags);
        all.putAll(more);
        if (all.size() > MOST) {
            throw Ec2Error.TAG_LIMIT_EXCEEDED.because(
                    "More than " + MOST + " tags specified for a resource");
        }
        var seen = new HashSet<String>();
        for (var key : all.keySet()) {
            if (!seen.add(key.toLowerCase(Locale.ROOT))) {
                throw invalid("two tag keys differ in case only from `" + key + "`");
            }
        }
        return all;
    }
}
