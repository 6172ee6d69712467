package dev.keyward.policy.spec;

import dev.keyward.policy.PolicyKind;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Whether one statement of raw JSON applies to the question, and how. */
final class SpecStatement {

    private final Scenario.Question question;
    private final SpecConditions conditions;

    SpecStatement(Scenario.Question question, String version) {
        this.question = question;
        this.conditions = new SpecConditions(question.context(), version.equals("2012-10-17"));
    }

    /** {@code no}, {@code attached}, or how the principal fits. */
    String applies(Map<String, Object> statement, PolicyKind kind, boolean bounded) {
        if (!action(statement) || !resource(statement, kind)) {
            return "no";
        }
        var condition = statement.get("Condition");
        if (condition != null && !conditions.hold(RawJson.members(condition))) {
            return "no";
        }
        return principal(statement, bounded);
    }

    private String principal(Map<String, Object> statement, boolean bounded) {
        var principals = new SpecPrincipals(question.caller());
        var listed = statement.get("Principal");
        if (listed != null) {
            return principals.element(listed);
        }
        var excepted = statement.get("NotPrincipal");
        if (excepted == null) {
            return "attached";
        }
        var deniesBounded = "Deny".equals(statement.get("Effect")) && bounded;
        return deniesBounded || principals.element(excepted).equals("no") ? "anyone" : "no";
    }

    private boolean action(Map<String, Object> statement) {
        var listed = statement.get("Action");
        var excepted = statement.get("NotAction");
        if (listed != null) {
            return RawJson.texts(listed).stream().anyMatch(this::isAction);
        }
        return excepted != null && RawJson.texts(excepted).stream().noneMatch(this::isAction);
    }

    private boolean isAction(String pattern) {
        return pattern.equals("*")
                || wildcard(
                        pattern.toLowerCase(Locale.ROOT),
                        question.action().toLowerCase(Locale.ROOT));
    }

    /** As a regular expression, which is how wildcards are usually explained. */
    static boolean wildcard(String pattern, String text) {
        var regex = new StringBuilder();
        for (var at = 0; at < pattern.length(); at++) {
            var c = pattern.charAt(at);
            regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(text).matches();
    }

    private boolean resource(Map<String, Object> statement, PolicyKind kind) {
        if (kind == PolicyKind.TRUST) {
            return true;
        }
        var listed = statement.get("Resource");
        var excepted = statement.get("NotResource");
        if (listed != null) {
            return RawJson.texts(listed).stream().anyMatch(this::isResource);
        }
        return excepted != null && RawJson.texts(excepted).stream().noneMatch(this::isResource);
    }

    private boolean isResource(String pattern) {
        if (pattern.equals("*")) {
            return true;
        }
        if (!question.resource().startsWith("arn:")) {
            return false;
        }
        var have = List.of(question.resource().split(":", 6));
        var want = pattern.split(":", 6);
        var isShort = want.length < 6;
        if (isShort && !pattern.contains("*") && !pattern.contains("?")) {
            return false;
        }
        for (var part = 0; part < 6; part++) {
            var wanted = part < want.length ? want[part] : "*";
            var fits = part < 5
                    ? wildcard(wanted, have.get(part))
                    : conditions.like(wanted, have.get(part), true);
            if (!fits) {
                return false;
            }
        }
        return true;
    }
}
