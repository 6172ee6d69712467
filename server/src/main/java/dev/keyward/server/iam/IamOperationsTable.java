package dev.keyward.server.iam;

import dev.keyward.server.service.AlignedTable;
import dev.keyward.server.service.OperationsTable;
import dev.keyward.server.service.Served;

import java.util.List;

/**
 * All operations of the IAM API on one page with what each needs, read from {@code
 * iam-operations.table}: those that are served and those that are not yet. An operation's action has
 * the operation's name.
 */
final class IamOperationsTable {

    private static final String RESOURCE = "iam-operations.table";
    private static final int FIELDS = 5;

    private IamOperationsTable() {}

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
            List<String> conditionKeys)
            implements OperationsTable.Row {

        Row {
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
                AlignedTable.load(IamOperationsTable.class, RESOURCE, FIELDS),
                IamOperationsTable::row);
    }

    static OperationsTable<Row> parse(String text) {
        return OperationsTable.of(AlignedTable.parse(text, FIELDS), IamOperationsTable::row);
    }

    private static Row row(List<String> fields) {
        return new Row(
                fields.getFirst(),
                Served.of(fields.get(1)),
                fields.get(2),
                fields.get(3),
                AlignedTable.words(fields.get(4)));
    }
}
