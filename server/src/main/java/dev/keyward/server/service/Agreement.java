package dev.keyward.server.service;

import dev.keyward.wire.model.ApiModel;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Map;

/**
 * Holds an operations table to the API model, whose operations it must all have, and to the operations
 * that are served, which it must all call so. A server whose table does not agree does not start.
 */
public final class Agreement {

    private Agreement() {}

    /**
     * Compares the three.
     *
     * @param table every operation of the table
     * @throws IllegalStateException naming what does not agree: a broken build
     */
    public static void require(
            ApiModel model, Collection<Operation<?>> operations, Map<String, Served> table) {
        requireSame("in the API model", model.operations().keySet(), table.keySet());
        requireSame(
                "among the operations",
                operations.stream().map(Operation::name).toList(),
                table.entrySet().stream()
                        .filter(row -> row.getValue() == Served.YES)
                        .map(Map.Entry::getKey)
                        .toList());
    }

    private static void requireSame(
            String where, Collection<String> expected, Collection<String> inTable) {
        var missing = new ArrayList<>(expected);
        missing.removeAll(inTable);
        var unexpected = new ArrayList<>(inTable);
        unexpected.removeAll(expected);
        if (!missing.isEmpty() || !unexpected.isEmpty()) {
            throw new IllegalStateException("the operations table lacks " + missing + " and has "
                    + unexpected + ", which are not " + where);
        }
    }
}
