package dev.keyward.server.ec2;

import dev.keyward.server.service.AlignedTable;
import dev.keyward.server.service.OperationsTable;
import dev.keyward.server.service.Served;

import java.util.List;

/** The operations of EC2 on one page with what each needs, read from {@code ec2-operations.table}. */
final class Ec2OperationsTable {

    private static final String RESOURCE = "ec2-operations.table";
    private static final int FIELDS = 5;

    private Ec2OperationsTable() {}

    /**
     * One operation.
     *
     * @param actions the IAM actions; the first always, the others if the request calls for them
     * @param resources the kinds of resources that are checked; empty for {@code *} alone
     * @param conditionKeys names; a {@code *} at the end stands for any end
     */
    record Row(
            String operation,
            Served served,
            List<String> actions,
            List<String> resources,
            List<String> conditionKeys)
            implements OperationsTable.Row {

        Row {
            actions = List.copyOf(actions);
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
                AlignedTable.load(Ec2OperationsTable.class, RESOURCE, FIELDS),
                Ec2OperationsTable::row);
    }

    private static Row row(List<String> fields) {
        return new Row(
                fields.getFirst(),
                Served.of(fields.get(1)),
                AlignedTable.words(fields.get(2)),
                AlignedTable.words(fields.get(3)),
                AlignedTable.words(fields.get(4)));
    }
}
