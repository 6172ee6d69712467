package dev.keyward.wire.sigv4;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The parameters of a query string, decoded, in the order in which they came. Of two with the same
 * name the first counts, but both are signed.
 */
record QueryParameters(List<Parameter> all) {

    /** One parameter; its bytes are kept as characters of ISO 8859-1. */
    record Parameter(String name, String value) {}

    /** Parses a raw query string; empty if an escape is broken. */
    static Optional<QueryParameters> parse(String query) {
        var all = new ArrayList<Parameter>();
        int start = 0;
        while (start < query.length()) {
            int end = query.indexOf('&', start);
            end = end < 0 ? query.length() : end;
            if (end > start) {
                int equals = query.indexOf('=', start);
                equals = equals < 0 || equals > end ? end : equals;
                Optional<String> name = PercentCode.decode(query.substring(start, equals), ' ');
                Optional<String> value =
                        PercentCode.decode(query.substring(Math.min(equals + 1, end), end), ' ');
                if (name.isEmpty() || value.isEmpty()) {
                    return Optional.empty();
                }
                all.add(new Parameter(name.get(), value.get()));
            }
            start = end + 1;
        }
        return Optional.of(new QueryParameters(all));
    }

    Optional<String> first(String name) {
        for (Parameter each : all) {
            if (each.name().equals(name)) {
                return Optional.of(each.value());
            }
        }
        return Optional.empty();
    }

    /** Every parameter but {@code without}, encoded and sorted as signatures want them. */
    String canonical(String without) {
        var encoded = new ArrayList<Parameter>();
        for (Parameter each : all) {
            if (!each.name().equals(without)) {
                encoded.add(new Parameter(
                        PercentCode.encode(each.name()), PercentCode.encode(each.value())));
            }
        }
        encoded.sort(Comparator.comparing(Parameter::name).thenComparing(Parameter::value));
        var text = new StringBuilder();
        for (Parameter each : encoded) {
            text.append(text.isEmpty() ? "" : "&")
                    .append(each.name())
                    .append('=')
                    .append(each.value());
        }
        return text.toString();
    }
}
