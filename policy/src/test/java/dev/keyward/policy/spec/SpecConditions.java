package dev.keyward.policy.spec;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The Condition element over raw JSON, operator by operator as the IAM guide lists them. */
final class SpecConditions {

    private final SpecPatterns patterns;
    private final Coverage coverage;

    SpecConditions(SpecPatterns patterns, Coverage coverage) {
        this.patterns = patterns;
        this.coverage = coverage;
    }

    /** Every key of every operator must hold. */
    boolean hold(Map<String, Object> condition) {
        var all = true;
        for (var operator : condition.entrySet()) {
            for (var key : RawJson.members(operator.getValue()).entrySet()) {
                var holds = holds(operator.getKey(), key.getKey(), RawJson.texts(key.getValue()));
                coverage.saw("condition", operator.getKey(), holds ? "holds" : "fails");
                all &= holds;
            }
        }
        return all;
    }

    private boolean holds(String written, String key, List<String> values) {
        // As the guide writes it, for its case does not matter.
        var operator = Vocabulary.EVERY_OPERATOR.floor(written);
        var every = operator.startsWith("ForAllValues:");
        var any = operator.startsWith("ForAnyValue:");
        var name = operator.substring(operator.indexOf(':') + 1).replace("IfExists", "");
        var present = patterns.find(key);
        coverage.saw(
                "key",
                SpecPatterns.state(present),
                every ? "every" : any ? "any" : "one",
                name.equals("Null") ? "Null" : "compared");
        if (name.equals("Null")) {
            return values.stream()
                    .anyMatch(value -> value.equalsIgnoreCase(String.valueOf(present.isEmpty())));
        }
        var negated = name.contains("Not");
        if (present.isEmpty()) {
            // The table of missing keys, row by row.
            return operator.endsWith("IfExists") || every || (negated && !any);
        }
        if (present.get() instanceof List<?> && !every && !any) {
            return false;
        }
        var results = RawJson.texts(present.get()).stream()
                .filter(value -> !every || !value.isEmpty())
                .map(value -> one(name.replace("Not", ""), negated, value, values))
                .toList();
        return every ? !results.contains(false) : results.contains(true);
    }

    /**
     * One value of the request: it must fit one of those listed or, negated, differ from all of them. What
     * is not of the operator's type, on either side, can do neither.
     */
    private boolean one(String operator, boolean negated, String value, List<String> listed) {
        if (!isOfType(operator, value)) {
            return false;
        }
        var usable = listed.stream().filter(text -> canList(operator, text)).toList();
        var fits = usable.stream().anyMatch(text -> fits(operator, text, value));
        return negated ? !fits && usable.size() == listed.size() : fits;
    }

    private static boolean isOfType(String operator, String value) {
        return switch (family(operator)) {
            case "Arn" -> SpecPatterns.isArn(value);
            case "Ip" -> SpecValues.host(value).isPresent();
            case "Numeric" -> SpecValues.number(value).isPresent();
            case "Date" -> SpecValues.date(value).isPresent();
            case "Binary" -> SpecValues.bytes(value).isPresent();
            case "Bool" -> value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false");
            case "String" -> true;
            default -> throw new IllegalArgumentException(operator);
        };
    }

    private boolean canList(String operator, String text) {
        return switch (family(operator)) {
            case "Arn" -> patterns.isArnPattern(text);
            case "Ip" -> SpecValues.network(text).isPresent();
            case "Numeric", "Date", "Binary" -> isOfType(operator, text);
            default -> true;
        };
    }

    private static String family(String operator) {
        return List.of("Arn", "Ip", "Numeric", "Date", "Binary", "Bool", "String").stream()
                .filter(operator::startsWith)
                .findFirst()
                .orElse("");
    }

    private boolean fits(String operator, String listed, String value) {
        return switch (operator) {
            case "StringEquals" ->
                patterns.resolve(listed).filter(value::equals).isPresent();
            case "StringEqualsIgnoreCase", "Bool" ->
                patterns.resolve(listed).filter(value::equalsIgnoreCase).isPresent();
            case "StringLike" -> patterns.like(listed, value);
            case "ArnEquals", "ArnLike" -> patterns.arnLike(listed, value);
            case "IpAddress" ->
                SpecValues.host(value)
                        .orElseThrow()
                        .startsWith(SpecValues.network(listed).orElseThrow());
            case "BinaryEquals" -> SpecValues.bytes(listed).equals(SpecValues.bytes(value));
            default ->
                operator.startsWith("Date")
                        ? ordered(operator, SpecValues.date(value), SpecValues.date(listed))
                        : ordered(operator, SpecValues.number(value), SpecValues.number(listed));
        };
    }

    private static boolean ordered(
            String operator, Optional<BigDecimal> value, Optional<BigDecimal> listed) {
        var compared = value.orElseThrow().compareTo(listed.orElseThrow());
        return switch (operator.replaceFirst("Numeric|Date", "")) {
            case "Equals" -> compared == 0;
            case "LessThan" -> compared < 0;
            case "LessThanEquals" -> compared <= 0;
            case "GreaterThan" -> compared > 0;
            case "GreaterThanEquals" -> compared >= 0;
            default -> throw new IllegalArgumentException(operator);
        };
    }
}
