package dev.keyward.server.sts;

import dev.keyward.policy.Arn;
import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Caller.SessionPolicies;
import dev.keyward.server.authorize.Caller.SessionTags;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.Struct;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The session policies and session tags that a request for temporary credentials brings.
 *
 * @param tags by key as given; keys that differ in case only are the same
 * @param transitiveKeys each of them is a key of {@code tags}
 */
record SessionInput(
        SessionPolicies policies, SortedMap<String, String> tags, Set<String> transitiveKeys) {

    private static final int MOST_POLICY_ARNS = 10;
    private static final int MOST_TAGS = 50;
    private static final String RESERVED_PREFIX = "aws:";

    /** Source: STS API Reference, Tag. */
    private static final Pattern TAG_KEY = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{1,128}");

    private static final Pattern TAG_VALUE =
            Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{0,256}");

    SessionInput {
        tags = Collections.unmodifiableSortedMap(tags);
        transitiveKeys = Collections.unmodifiableSet(transitiveKeys);
    }

    /**
     * Reads {@code Policy}, {@code PolicyArns}, {@code Tags} and {@code TransitiveTagKeys}.
     *
     * @throws dev.keyward.wire.ServiceException {@code InvalidParameterValue} if tag keys repeat, or
     *     a transitive key is no tag's key; {@code ValidationError} if an ARN is none, or there are
     *     more than 10
     */
    static SessionInput read(Struct input) {
        var tags = tags(input);
        var transitive = new TreeSet<String>(String.CASE_INSENSITIVE_ORDER);
        for (var key : input.texts("TransitiveTagKeys")) {
            if (!tags.containsKey(key)) {
                throw StsError.INVALID_PARAMETER_VALUE.because(
                        "The specified transitive tag key must be included in the requested tags.");
            }
            transitive.add(key);
        }
        return new SessionInput(policies(input), tags, transitive);
    }

    /** Adds the condition keys of the tags that a request brings. */
    static void addTags(ContextKeys.Builder keys, SortedMap<String, String> tags) {
        tags.forEach((key, value) -> keys.single("aws:RequestTag/" + key, value));
        if (!tags.isEmpty()) {
            keys.multiple("aws:TagKeys", tags.keySet());
        }
    }

    /**
     * The tags that an identity provider asserts, held to what requests are held to.
     *
     * @throws dev.keyward.wire.ServiceException {@code InvalidIdentityToken} if there are too many, or
     *     one is too long or has a character that tags do not have; and as {@link #read}
     */
    static SessionTags asserted(Map<String, String> tags, List<String> transitiveKeys) {
        if (tags.size() > MOST_TAGS) {
            throw StsError.INVALID_IDENTITY_TOKEN.because(
                    "there are more than " + MOST_TAGS + " tags");
        }
        var list = new ArrayList<Struct>();
        tags.forEach((key, value) -> {
            if (!TAG_KEY.matcher(key).matches() || !TAG_VALUE.matcher(value).matches()) {
                throw StsError.INVALID_IDENTITY_TOKEN.because(
                        "a tag must match " + TAG_KEY + ", and its value " + TAG_VALUE);
            }
            list.add(Struct.builder().put("Key", key).put("Value", value).build());
        });
        var read = read(Struct.builder()
                .putList("Tags", list)
                .putTexts("TransitiveTagKeys", transitiveKeys)
                .build());
        return new SessionTags(read.tags(), read.transitiveKeys());
    }

    /** Whether a tag or a source identity may not be called so. */
    static boolean isReserved(String name) {
        return name.regionMatches(true, 0, RESERVED_PREFIX, 0, RESERVED_PREFIX.length());
    }

    /** The same policies with other tags. */
    SessionInput with(SessionTags other) {
        return new SessionInput(policies, other.values(), other.transitive());
    }

    /** Whether nothing was asked for. */
    boolean isEmpty() {
        return policies.areAbsent() && tags.isEmpty();
    }

    private static SortedMap<String, String> tags(Struct input) {
        var tags = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        for (var tag : input.structs("Tags")) {
            var key = tag.requiredText("Key");
            if (isReserved(key)) {
                throw CommonError.VALIDATION.because(
                        "Tag keys starting with 'aws:' are reserved for internal use");
            }
            if (tags.put(key, tag.requiredText("Value")) != null) {
                throw StsError.INVALID_PARAMETER_VALUE.because("Duplicate tag keys found. Please"
                        + " note that Tag keys are case insensitive.");
            }
        }
        return tags;
    }

    private static SessionPolicies policies(Struct input) {
        List<Arn> managed = new ArrayList<>();
        for (var descriptor : input.structs("PolicyArns")) {
            managed.add(policyArn(descriptor.text("arn").orElse("")));
        }
        if (managed.size() > MOST_POLICY_ARNS) {
            throw CommonError.VALIDATION.because("1 validation error detected: Value at"
                    + " 'policyArns' failed to satisfy constraint: Member must have length less"
                    + " than or equal to " + MOST_POLICY_ARNS);
        }
        Optional<String> inline = input.text("Policy");
        return new SessionPolicies(inline, managed);
    }

    private static Arn policyArn(String text) {
        if (Arn.isArn(text)) {
            var arn = Arn.parse(text);
            if (arn.service().equals("iam") && arn.resource().startsWith("policy/")) {
                return arn;
            }
        }
        throw CommonError.VALIDATION.because(text + " is invalid");
    }
}
