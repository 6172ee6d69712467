package dev.keyward.server.organizations.common;

import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Target;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Tags in requests, answers and condition keys.
 *
 * <p>Source: Organizations User Guide, "Tagging AWS Organizations resources".
 */
public final class Tags {

    private static final String RESERVED = "aws:";

    private Tags() {}

    /**
     * The request's {@code Tags}, in the order given.
     *
     * @throws ServiceException {@code InvalidInputException} if a key stands there twice, or is AWS's own
     */
    public static Map<String, String> read(Struct input) {
        var tags = new LinkedHashMap<String, String>();
        for (var tag : input.structs("Tags")) {
            var key = tag.requiredText("Key");
            if (key.toLowerCase(Locale.ROOT).startsWith(RESERVED)) {
                throw OrganizationsError.INVALID_INPUT.because(
                        "INVALID_SYSTEM_TAGS_PARAMETER",
                        "tag key " + key + " begins with aws:, which is reserved");
            }
            tags.put(key, tag.text("Value").orElse(""));
        }
        if (tags.size() < input.structs("Tags").size()) {
            throw duplicate();
        }
        requireDistinct(tags.keySet());
        return tags;
    }

    /**
     * Refuses keys that differ in case only. Conditions compare them without regard to case, so that one
     * of two would hide the other from the policy that was written for it.
     *
     * @throws ServiceException {@code InvalidInputException}; {@code ConstraintViolationException} if
     *     there are more than a resource may have
     */
    public static void requireDistinct(Collection<String> keys) {
        var seen = new HashSet<String>();
        for (var key : keys) {
            if (!seen.add(key.toLowerCase(Locale.ROOT))) {
                throw duplicate();
            }
        }
        OrganizationQuota.TAGS.require(keys.size());
    }

    private static ServiceException duplicate() {
        return OrganizationsError.INVALID_INPUT.because(
                "DUPLICATE_TAG_KEY",
                "Tag keys must be unique among the tags attached to the same entity.");
    }

    /**
     * What must be allowed for an operation that makes something: {@code making} itself, and with tags
     * tagging too.
     */
    public static List<Target> withTagging(Target making, Map<String, String> tags) {
        return tags.isEmpty()
                ? List.of(making)
                : List.of(
                        making,
                        new Target("organizations:TagResource", making.resource(), making.keys()));
    }

    /** The tags as an answer lists them. */
    public static List<Struct> describe(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag -> Struct.builder()
                        .put("Key", tag.getKey())
                        .put("Value", tag.getValue())
                        .build())
                .toList();
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
        tags.forEach((key, value) -> keys.single("aws:ResourceTag/" + key, value));
        return keys.build();
    }
}
