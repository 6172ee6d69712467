package dev.keyward.server.iam.common;

import dev.keyward.policy.ContextKeys;
import dev.keyward.wire.Document;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tags in requests, answers and condition keys.
 *
 * <p>Source: IAM User Guide, "Tags for AWS Identity and Access Management resources".
 */
public final class Tags {

    private static final String RESERVED = "aws:";

    private Tags() {}

    /** Whether two keys that differ in case only are the same. */
    public enum Case {
        /** As for users and roles. */
        INSENSITIVE(" Please note that Tag keys are case insensitive."),
        /** As for policies, whose tags may not differ in case only either: policies could not tell them. */
        SENSITIVE("");

        private final String hint;

        Case(String hint) {
            this.hint = hint;
        }

        private String canonical(String key) {
            return switch (this) {
                case INSENSITIVE -> key.toLowerCase(Locale.ROOT);
                case SENSITIVE -> key;
            };
        }
    }

    /**
     * The request's {@code Tags}, in the order given.
     *
     * @throws ServiceException {@code InvalidInput} if a key stands there twice, or is AWS's own
     */
    public static Map<String, String> read(Struct input, Case rule) {
        var tags = new LinkedHashMap<String, String>();
        var seen = new LinkedHashMap<String, String>();
        for (var tag : input.structs("Tags")) {
            var key = tag.requiredText("Key");
            if (key.toLowerCase(Locale.ROOT).startsWith(RESERVED)) {
                throw IamError.INVALID_INPUT.because(
                        "tag key " + key + " begins with aws:, which is reserved");
            }
            if (seen.put(rule.canonical(key), key) != null) {
                throw IamError.INVALID_INPUT.because("Duplicate tag keys found." + rule.hint);
            }
            tags.put(key, tag.requiredText("Value"));
        }
        requireDistinct(tags.keySet());
        return tags;
    }

    /**
     * Refuses keys that differ in case only. Conditions compare them without regard to case, so that one
     * of two would hide the other from the policy that was written for it.
     */
    private static void requireDistinct(Collection<String> keys) {
        var seen = new HashSet<String>();
        for (var key : keys) {
            if (!seen.add(key.toLowerCase(Locale.ROOT))) {
                throw IamError.INVALID_INPUT.because(
                        "two tag keys differ in case only from `" + key + "`");
            }
        }
    }

    /**
     * {@code tags} after {@code more} were set; where case does not matter, a key in another case replaces
     * the one there was.
     *
     * @throws ServiceException {@code InvalidInput} if two keys would differ in case only
     */
    public static Map<String, String> with(
            Map<String, String> tags, Map<String, String> more, Case rule) {
        var all = without(tags, more.keySet(), rule);
        all.putAll(more);
        requireDistinct(all.keySet());
        return all;
    }

    /** {@code tags} without those of {@code keys}; a key that is not there does no harm. */
    public static Map<String, String> without(
            Map<String, String> tags, Collection<String> keys, Case rule) {
        var gone = keys.stream().map(rule::canonical).toList();
        var left = new TreeMap<>(tags);
        left.keySet().removeIf(key -> gone.contains(rule.canonical(key)));
        return left;
    }

    /** The tags as an answer lists them. */
    public static List<Struct> describe(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag -> describe(tag.getKey(), tag.getValue()))
                .toList();
    }

    private static Struct describe(String key, String value) {
        return Struct.builder().put("Key", key).put("Value", value).build();
    }

    /** Puts the tags, and leaves the member out if there are none. */
    public static void put(Struct.Builder answer, Map<String, String> tags) {
        if (!tags.isEmpty()) {
            answer.put("Tags", Document.of(describe(tags)));
        }
    }

    /** The condition keys of a request that sets tags. */
    public static ContextKeys ofRequest(Map<String, String> tags) {
        if (tags.isEmpty()) {
            return ContextKeys.empty();
        }
        var keys = ContextKeys.builder();
        tags.forEach((key, value) -> keys.single("aws:RequestTag/" + key, value));
        return keys.build().with(ofRequest(tags.keySet()));
    }

    /** The condition keys of a request that names tag keys. */
    public static ContextKeys ofRequest(Collection<String> tagKeys) {
        return ContextKeys.builder().multiple("aws:TagKeys", tagKeys).build();
    }

    /** The condition keys of a resource that carries tags. */
    public static ContextKeys ofResource(Map<String, String> tags) {
        var keys = ContextKeys.builder();
        tags.forEach((key, value) -> keys.single("aws:ResourceTag/" + key, value)
                .single("iam:ResourceTag/" + key, value));
        return keys.build();
    }
}
