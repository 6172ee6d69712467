package dev.keyward.server.iam;

import dev.keyward.server.service.AlignedTable;
import dev.keyward.server.service.Served;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All operations of the IAM API on one page with what each needs, read from {@code
 * iam-operations.table}: those that are served and those that are not yet. An operation's action has
 * the operation's name.
 */
final class IamOperationsTable {

    private static final String RESOURCE = "iam-operations.table";
    private static final int FIELDS = 5;

    private final Map<String, Row> rows;

    private IamOperationsTable(AlignedTable table) {
        var read = new LinkedHashMap<String, Row>();
        table.lines().forEach((operation, fields) -> read.put(operation, row(operation, fields)));
        this.rows = Collections.unmodifiableMap(read);
    }

    /**
     * One operation.
     *
     * @param level AWS's: List, Read, Write, Permissions or Tagging
     * @param resource the kind of resource that is checked; {@code *} if there is none
     * @param conditionKeys names; a {@code *} at the end stands for any end
     */
    record Row(
            String operation,
            Served served,
            String level,
            String resource,
            List<String> conditionKeys) {

        Row {
            conditionKeys = List.copyOf(conditionKeys);
        }

        /** Whether requests may bring the condition key {@code name}, whose case does not matter. */
        boolean brings(String name) {
            return AlignedTable.lists(conditionKeys, name);
        }
    }

    /**
     * Reads the table.
     *
     * @throws IllegalStateException if it is missing or damaged: a broken build
     */
    static IamOperationsTable load() {
        return new IamOperationsTable(
                AlignedTable.load(IamOperationsTable.class, RESOURCE, FIELDS));
    }

    static IamOperationsTable parse(String text) {
        return new IamOperationsTable(AlignedTable.parse(text, FIELDS));
    }

    private static Row row(String operation, List<String> fields) {
        return new Row(
                operation,
                Served.of(fields.get(1)),
                fields.get(2),
                fields.get(3),
                AlignedTable.words(fields.get(4)));
    }

    Collection<Row> rows() {
        return rows.values();
    }

    /** The row of {@code operation}; it is a bug to ask for one that IAM does not have. */
    Row row(String operation) {
        var row = rows.get(operation);
        if (row == null) {
            throw new IllegalStateException("the operations table has no " + operation);
        }
        return row;
    }

    /** Every operation, and whether it is served. */
    Map<String, Served> served() {
        var served = new LinkedHashMap<String, Served>();
        rows.forEach((operation, row) -> served.put(operation, row.served()));
        return served;
    }
}
