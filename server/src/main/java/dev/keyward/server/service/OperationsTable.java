package dev.keyward.server.service;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * All operations of a service on one page with what each needs: those that are served and those that are
 * not. It is what authorization, the reference pages of permissions and the tests go by, so that there is
 * one place to correct.
 *
 * @param <R> what a line says
 */
public final class OperationsTable<R extends OperationsTable.Row> {

    private final Map<String, R> rows;

    private OperationsTable(Map<String, R> rows) {
        this.rows = Collections.unmodifiableMap(rows);
    }

    /** What every line says. */
    public interface Row {

        String operation();

        Served served();

        /** Names; a {@code *} at the end stands for any end. */
        List<String> conditionKeys();

        /** Whether requests may bring the condition key {@code name}, whose case does not matter. */
        default boolean brings(String name) {
            return AlignedTable.lists(conditionKeys(), name);
        }
    }

    /** The lines of {@code page}, each as {@code reading} reads its fields. */
    public static <R extends Row> OperationsTable<R> of(
            AlignedTable page, Function<List<String>, R> reading) {
        var rows = new LinkedHashMap<String, R>();
        page.lines().forEach((operation, fields) -> rows.put(operation, reading.apply(fields)));
        return new OperationsTable<>(rows);
    }

    /** Every row, in the table's order. */
    public Collection<R> rows() {
        return rows.values();
    }

    /** The row of {@code operation}; it is a bug to ask for one that the service does not have. */
    public R row(String operation) {
        var row = rows.get(operation);
        if (row == null) {
            throw new IllegalStateException("the operations table has no " + operation);
        }
        return row;
    }

    /** Every operation, and whether it is served. */
    public Map<String, Served> served() {
        var served = new LinkedHashMap<String, Served>();
        rows.forEach((operation, row) -> served.put(operation, row.served()));
        return served;
    }
}
