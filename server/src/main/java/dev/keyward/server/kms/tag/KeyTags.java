package dev.keyward.server.kms.tag;

import dev.keyward.server.kms.common.KmsError;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The tags that a request brings. Keys keep their case, but no two may differ in it only.
 *
 * <p>Source: KMS Developer Guide, "Tags in AWS KMS", and KMS API Reference, "Tag".
 */
public final class KeyTags {

    /** Source: KMS Developer Guide, "Resource quotas". */
    public static final int MOST_ON_A_KEY = 50;

    private static final Pattern ALLOWED = Pattern.compile("[\\p{L}\\p{N}\\p{Z}_.:/=+\\-@]*");
    private static final String RESERVED_PREFIX = "aws:";

    private KeyTags() {}

    /**
     * Reads {@code Tags}.
     *
     * @throws ServiceException {@code TagException} if there are more than 50, two have the same key
     *     but for its case, or one is reserved or holds a character that tags cannot have
     */
    public static SortedMap<String, String> read(Struct input) {
        var given = input.structs("Tags");
        requireFew(given.size());
        var tags = new TreeMap<String, String>();
        for (var tag : given) {
            var key = tag.requiredText("TagKey");
            requireUsable(key);
            requireAllowed(tag.requiredText("TagValue"));
            if (tags.put(key, tag.requiredText("TagValue")) != null) {
                throw KmsError.TAG.because("Duplicate tag keys");
            }
        }
        requireDistinct(tags.keySet());
        return tags;
    }

    /** Tags as the API shows them. */
    public static List<Struct> shown(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag -> Struct.builder()
                        .put("TagKey", tag.getKey())
                        .put("TagValue", tag.getValue())
                        .build())
                .toList();
    }

    /**
     * Refuses keys that differ in case only. Policies compare them without regard to case, so that
     * one of two would hide the other from the policy that was written for it.
     */
    static void requireDistinct(Collection<String> keys) {
        var seen = new HashSet<String>();
        for (var key : keys) {
            if (!seen.add(key.toLowerCase(Locale.ROOT))) {
                throw KmsError.TAG.because("two tag keys differ in case only from `" + key + "`");
            }
        }
    }

    static void requireFew(int count) {
        if (count > MOST_ON_A_KEY) {
            throw KmsError.TAG.because("Too many tags");
        }
    }

    static void requireUsable(String key) {
        if (key.toLowerCase(Locale.ROOT).startsWith(RESERVED_PREFIX)) {
            throw KmsError.TAG.because("Tags beginning with aws: are reserved");
        }
        requireAllowed(key);
    }

    private static void requireAllowed(String text) {
        if (!ALLOWED.matcher(text).matches()) {
            throw KmsError.TAG.because(
                    "Tags may hold letters, numbers, white space and _ . : / = + - @ only");
        }
    }
}
