package dev.keyward.server.iam.simulate;

import dev.keyward.policy.decide.NamedPolicy;
import dev.keyward.policy.match.LanguageVersion;
import dev.keyward.policy.parse.PolicyDocument;
import dev.keyward.policy.parse.WrittenStatement;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The condition keys that policies mention: in conditions, and as variables wherever those count. */
final class MentionedKeys {

    /** The name of a variable ends where its default begins; signs for themselves are none. */
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{\\s*([^},*?$\\s]+)\\s*[,}]");

    private MentionedKeys() {}

    /** Each once, whatever its case, as it is first written. */
    static Collection<String> of(List<NamedPolicy> policies) {
        var byLowerCase = new LinkedHashMap<String, String>();
        for (var policy : policies) {
            for (var statement : policy.document().written().statements()) {
                add(statement, policy.document(), byLowerCase);
            }
        }
        return byLowerCase.values();
    }

    private static void add(
            WrittenStatement statement, PolicyDocument document, Map<String, String> keys) {
        var variables = document.version() == LanguageVersion.V2012;
        if (variables) {
            statement.resources().values().forEach(resource -> addVariables(resource, keys));
        }
        for (var condition : statement.conditions()) {
            add(condition.key(), keys);
            if (variables) {
                condition.values().forEach(value -> addVariables(value, keys));
            }
        }
    }

    private static void addVariables(String text, Map<String, String> keys) {
        var matcher = VARIABLE.matcher(text);
        while (matcher.find()) {
            add(matcher.group(1), keys);
        }
    }

    private static void add(String key, Map<String, String> keys) {
        keys.putIfAbsent(key.toLowerCase(Locale.ROOT), key);
    }
}
