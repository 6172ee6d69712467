package dev.keyward.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * How Terraform's AWS provider finds out whether what it reads is what it wrote: it looks several times in a
 * row, and compares policies by what they mean.
 */
final class TerraformState {

    private static final int LOOKS = 3;
    private static final int ACCOUNT_DIGITS = 12;

    private TerraformState() {}

    /** Asserts that {@code read} answers {@code expected} each time that the provider looks. */
    static <T> void assertStays(T expected, Supplier<T> read) {
        for (var look = 0; look < LOOKS; look++) {
            assertEquals(expected, read.get());
        }
    }

    /** A text that is the same for policies of one meaning: order and lists of one item do not count. */
    static String meaning(String policy) {
        return canonical(JsonNode.parser().parse(policy));
    }

    /** The meaning of a policy that IAM answers with, which is percent-encoded. */
    static String decodedMeaning(String policy) {
        return meaning(decoded(policy));
    }

    static String decoded(String policy) {
        return URLDecoder.decode(policy, StandardCharsets.UTF_8);
    }

    private static String canonical(JsonNode node) {
        if (node.isObject()) {
            var members = new TreeMap<String, String>();
            node.asObject().forEach((name, value) -> members.put(name, canonical(value)));
            return members.toString();
        }
        if (node.isArray()) {
            List<String> items = node.asArray().stream()
                    .map(TerraformState::canonical)
                    .sorted()
                    .toList();
            return items.size() == 1 ? items.getFirst() : items.toString();
        }
        var text = node.text();
        var isAccount = text != null
                && text.length() == ACCOUNT_DIGITS
                && text.chars().allMatch(Character::isDigit);
        return isAccount ? "arn:aws:iam::" + text + ":root" : String.valueOf(text);
    }
}
