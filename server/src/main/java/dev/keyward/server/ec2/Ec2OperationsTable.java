package dev.keyward.server.ec2;

import dev.keyward.server.service.AlignedTable;
import dev.keyward.server.service.Served;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The operations of EC2 on one page with what each needs, read from {@code ec2-operations.table}. */
final class Ec2OperationsTable {

    private static final String RESOURCE = "ec2-operations.table";
    private static final int FIELDS = 5;

    private final Map<String, Row> rows;

    private Ec2OperationsTable(AlignedTable table) {
        var read = new LinkedHashMap<String, Row>();
        table.lines().forEach((operation, fields) -> read.put(operation, row(operation, fields)));
        this.rows = Collections.unmodifiableMap(read);
    }

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
            List<String> conditionKeys) {

        Row {
            actions = List.copyOf(actions);
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
    static Ec2OperationsTable load() {
        return new Ec2OperationsTable(
                AlignedTable.load(Ec2OperationsTable.class, RESOURCE, FIELDS));
    }

    private static Row row(String operation, List<String> fields) {
        return new Row(
                operation,
                Served.of(fields.get(1)),
                AlignedTable.words(fields.get(2)),
                AlignedTable.words(fields.get(3)),
                AlignedTable.words(fields.get(4)));
    }

    Collection<Row> rows() {
        return rows.values();
    }

    /** Every operation, and whether it is served. */
    Map<String, Served> served() {
        var served = new LinkedHashMap<String, Served>();
        rows.forEach((operation, row) -> served.put(operation, row.served()));
        return served;
    }
}
