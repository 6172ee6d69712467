package dev.keyward.server.iam;

import dev.keyward.server.service.AlignedTable;
import dev.keyward.server.service.Operation;
import dev.keyward.wire.model.ApiModel;

import java.util.ArrayList;
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

    /** Whether Keyward does it. */
    enum Served {
        YES,
        NOT_YET
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
                served(fields.get(1)),
                fields.get(2),
                fields.get(3),
                AlignedTable.words(fields.get(4)));
    }

    private static Served served(String field) {
        return switch (field) {
            case "yes" -> Served.YES;
            case "-" -> Served.NOT_YET;
            default -> throw new IllegalStateException("`" + field + "` is neither yes nor -");
        };
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

    /**
     * Holds the table to the API model, whose operations it must all have, and to the operations that
     * are served.
     *
     * @throws IllegalStateException naming what does not agree
     */
    void requireAgreement(ApiModel model, Collection<Operation<?>> operations) {
        requireSame("in the API model", model.operations().keySet(), rows.keySet());
        var names = operations.stream().map(Operation::name).toList();
        var served = rows.values().stream()
                .filter(row -> row.served() == Served.YES)
                .map(Row::operation)
                .toList();
        requireSame("among the operations", names, served);
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
