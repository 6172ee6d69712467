package dev.keyward.server.ec2;

import dev.keyward.wire.Struct;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The filters of a list: an item is listed if it fits each of them, and it fits one if it fits one of its
 * values, in which {@code *} and {@code ?} are wildcards.
 *
 * <p>Source: Amazon EC2 User Guide, "List and filter your resources".
 */
record Filters(List<Filter> all) {

    private static final String TAG = "tag:";

    Filters {
        all = List.copyOf(all);
    }

    record Filter(String name, List<String> values) {}

    /**
     * Reads them.
     *
     * @param known the names that the list has beside {@code tag:KEY}
     * @throws dev.keyward.wire.ServiceException {@code InvalidFilter}
     */
    static Filters read(Struct input, List<String> known) {
        return new Filters(input.structs("Filters").stream()
                .map(each -> new Filter(each.text("Name").orElse(""), each.texts("Values")))
                .peek(filter -> requireKnown(filter, known))
                .toList());
    }

    private static void requireKnown(Filter filter, List<String> known) {
        if (!known.contains(filter.name()) && !filter.name().startsWith(TAG)) {
            throw Ec2Error.INVALID_FILTER.because("The filter '" + filter.name() + "' is invalid");
        }
    }

    /**
     * Whether {@code item} fits all filters.
     *
     * @param values what an item has under a filter's name
     */
    <T> boolean fit(T item, BiFunction<T, String, List<String>> values) {
        return all.stream()
                .allMatch(filter -> values.apply(item, filter.name()).stream()
                        .anyMatch(value -> fitsOne(filter, value)));
    }

    private static boolean fitsOne(Filter filter, String value) {
        return filter.values().stream().anyMatch(pattern -> matches(pattern, value));
    }

    /** What tags have under {@code tag:KEY} and {@code tag-key}; empty for other names. */
    static Optional<List<String>> ofTags(Map<String, String> tags, String name) {
        if (name.startsWith(TAG)) {
            var value = tags.get(name.substring(TAG.length()));
            return Optional.of(value == null ? List.of() : List.of(value));
        }
        return name.equals("tag-key") ? Optional.of(List.copyOf(tags.keySet())) : Optional.empty();
    }

    /** Goes back to the last asterisk only, so that no pattern takes long. */
    static boolean matches(String pattern, String text) {
        var at = 0;
        var asterisk = -1;
        var resume = 0;
        for (var index = 0; index < text.length(); ) {
            var wanted = at < pattern.length() ? pattern.charAt(at) : 0;
            if (at < pattern.length() && wanted == '*') {
                asterisk = at++;
                resume = index;
            } else if (at < pattern.length() && (wanted == '?' || wanted == text.charAt(index))) {
                at++;
                index++;
            } else if (asterisk >= 0) {
                at = asterisk + 1;
                index = ++resume;
            } else {
                return false;
            }
        }
        return pattern.substring(at).chars().allMatch(each -> each == '*');
    }
}
