package dev.keyward.server.sts;

import dev.keyward.server.service.AlignedTable;
import dev.keyward.server.service.OperationsTable;
import dev.keyward.server.service.Served;

import java.util.List;

/**
 * All operations of the STS API on one page with what each needs, read from {@code
 * sts-operations.table}: those that are served and those that are not yet.
 */
final class StsOperationsTable {

    private static final String RESOURCE = "sts-operations.table";
    private static final int FIELDS = 5;

    private StsOperationsTable() {}

    /**
     * One operation.
     *
     * @param actions the IAM actions; the first always, the others if the request calls for them
     * @param resource the kind of resource that is checked; {@code *} if there is none
     * @param conditionKeys names; a {@code *} at the end stands for any end
     */
    record Row(
            String operation,
            Served served,
            List<String> actions,
            String resource,
            List<String> conditionKeys)
            implements OperationsTable.Row {

        Row {
            actions = List.copyOf(actions);
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
                AlignedTable.load(StsOperationsTable.class, RESOURCE, FIELDS),
                StsOperationsTable::row);
    }

    private static Row row(List<String> fields) {
        return new Row(
                fields.getFirst(),
                Served.of(fields.get(1)),
                AlignedTable.words(fields.get(2)),
                fields.get(3),
                AlignedTable.words(fields.get(4)));
    }
}
