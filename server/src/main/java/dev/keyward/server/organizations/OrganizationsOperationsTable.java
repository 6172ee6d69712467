package dev.keyward.server.organizations;

import dev.keyward.server.service.AlignedTable;
import dev.keyward.server.service.Served;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All operations of the Organizations API on one page with what each needs, read from {@code
 * organizations-operations.table}: those that are served and those that are not. An operation's action
 * has the operation's name.
 */
final class OrganizationsOperationsTable {

    private static final String RESOURCE = "organizations-operations.table";
    private static final int FIELDS = 6;

    private final Map<String, Row> rows;

    private OrganizationsOperationsTable(AlignedTable table) {
        var read = new LinkedHashMap<String, Row>();
        table.lines().forEach((operation, fields) -> read.put(operation, row(operation, fields)));
        this.rows = Collections.unmodifiableMap(read);
    }

    /** Which accounts of an organization may call an operation, whatever their policies say. */
    enum Callers {
        /** The management account. */
        MANAGEMENT,
        /** The management account and those that administer a service for it. */
        DELEGATES,
        /** Every account of the organization. */
        MEMBERS,
        /** Every account. */
        ANY;

        static Callers of(String field) {
            return switch (field) {
                case "management" -> MANAGEMENT;
                case "delegates" -> DELEGATES;
                case "members" -> MEMBERS;
                case "any" -> ANY;
                default -> throw new IllegalStateException("`" + field + "` are no callers");
            };
        }
    }

    /**
     * One operation.
     *
     * @param level AWS's: List, Read, Write, Permissions or Tagging
     * @param resources the kinds of resources that are checked, one or each; none for {@code *}
     * @param conditionKeys names; a {@code *} at the end stands for any end
     */
    record Row(
            String operation,
            Served served,
            String level,
            Callers callers,
            List<String> resources,
            List<String> conditionKeys) {

        Row {
            resources = List.copyOf(resources);
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
    static OrganizationsOperationsTable load() {
        return new OrganizationsOperationsTable(
                AlignedTable.load(OrganizationsOperationsTable.class, RESOURCE, FIELDS));
    }

    static OrganizationsOperationsTable parse(String text) {
        return new OrganizationsOperationsTable(AlignedTable.parse(text, FIELDS));
    }

    private static Row row(String operation, List<String> fields) {
        return new Row(
                operation,
                Served.of(fields.get(1)),
                fields.get(2),
                Callers.of(fields.get(3)),
                AlignedTable.words(fields.get(4)),
                AlignedTable.words(fields.get(5)));
    }

    Collection<Row> rows() {
        return rows.values();
    }

    /** The row of {@code operation}; it is a bug to ask for one that Organizations does not have. */
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
