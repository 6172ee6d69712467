package dev.keyward.server.organizations;

import dev.keyward.server.service.AlignedTable;
import dev.keyward.server.service.OperationsTable;
import dev.keyward.server.service.Served;

import java.util.List;

/**
 * All operations of the Organizations API on one page with what each needs, read from {@code
 * organizations-operations.table}: those that are served and those that are not. An operation's action
 * has the operation's name.
 */
final class OrganizationsOperationsTable {

    private static final String RESOURCE = "organizations-operations.table";
    private static final int FIELDS = 6;

    private OrganizationsOperationsTable() {}

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
            List<String> conditionKeys)
            implements OperationsTable.Row {

        Row {
            resources = List.copyOf(resources);
            conditionKeys = List.copyOf(conditionKeys);
        }
    }

    /**
     * Reads the table.
     *
     * @throws IllegalStateException if it is missing or damaged: a broken build
     */
    static OperationsTable<Row> load() {
        return OperationsTable.of(
                AlignedTable.load(OrganizationsOperationsTable.class, RESOURCE, FIELDS),
                OrganizationsOperationsTable::row);
    }

    static OperationsTable<Row> parse(String text) {
        return OperationsTable.of(
                AlignedTable.parse(text, FIELDS), OrganizationsOperationsTable::row);
    }

    private static Row row(List<String> fields) {
        return new Row(
                fields.getFirst(),
                Served.of(fields.get(1)),
                fields.get(2),
                Callers.of(fields.get(3)),
                AlignedTable.words(fields.get(4)),
                AlignedTable.words(fields.get(5)));
    }
}
