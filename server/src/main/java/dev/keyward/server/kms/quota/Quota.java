package dev.keyward.server.kms.quota;

import dev.keyward.crypto.KeySpec;
import dev.keyward.server.model.Region;
import dev.keyward.server.service.AlignedTable;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A line of the table of request quotas.
 *
 * @param rates requests a second in Regions that have a rate of their own
 * @param specs of the keys that it is for; empty if that does not matter
 * @param weights how often a request of each operation counts
 */
record Quota(
        String name,
        int usualRate,
        Map<String, Integer> rates,
        Set<KeySpec> specs,
        Map<String, Integer> weights) {

    private static final String RESOURCE = "/dev/keyward/server/kms/request-quotas.table";
    private static final int FIELDS = 4;

    Quota {
        rates = Map.copyOf(rates);
        specs = Set.copyOf(specs);
        weights = Map.copyOf(weights);
    }

    /**
     * Every line of the table.
     *
     * @throws IllegalStateException if the table is missing or damaged: a broken build
     */
    static List<Quota> all() {
        return parse(AlignedTable.load(Quota.class, RESOURCE, FIELDS));
    }

    static List<Quota> parse(String text) {
        return parse(AlignedTable.parse(text, FIELDS));
    }

    private static List<Quota> parse(AlignedTable table) {
        return table.lines().values().stream().map(Quota::of).toList();
    }

    private static Quota of(List<String> fields) {
        var rates = new HashMap<String, Integer>();
        for (var word : AlignedTable.words(fields.get(1))) {
            var parts = word.split("@", 2);
            rates.put(parts.length == 1 ? "" : parts[1], positive(parts[0]));
        }
        var usual = rates.remove("");
        if (usual == null) {
            throw new IllegalStateException(fields.getFirst() + " has no rate but of Regions");
        }
        var specs = EnumSet.noneOf(KeySpec.class);
        AlignedTable.words(fields.get(2)).forEach(word -> specs.add(KeySpec.valueOf(word)));
        var weights = new LinkedHashMap<String, Integer>();
        for (var word : AlignedTable.words(fields.get(3))) {
            var parts = word.split("\\*", 2);
            weights.put(parts[0], parts.length == 1 ? 1 : positive(parts[1]));
        }
        return new Quota(fields.getFirst(), usual, rates, specs, weights);
    }

    private static int positive(String text) {
        var number = Integer.parseInt(text);
        if (number < 1) {
            throw new IllegalStateException(text + " is not positive");
        }
        return number;
    }

    /** Requests a second in {@code region}. */
    int rate(Region region) {
        return rates.getOrDefault(region.code(), usualRate);
    }
}
