package dev.keyward.server.kms.common;

import dev.keyward.server.authorize.Target;
import dev.keyward.server.service.AlignedTable;
import dev.keyward.server.service.OperationsTable;
import dev.keyward.server.service.Served;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * All operations of the KMS API on one page with what each needs, read from {@code
 * kms-operations.table}. It is what authorization, the reference page of permissions and the tests
 * go by, so that there is one place to correct.
 */
public final class KmsOperationsTable {

    private static final String RESOURCE = "/dev/keyward/server/kms/kms-operations.table";
    private static final int FIELDS = 10;

    private final OperationsTable<OperationRow> table;

    private KmsOperationsTable(AlignedTable page) {
        this.table = OperationsTable.of(page, KmsOperationsTable::read);
    }

    /**
     * Reads the table.
     *
     * @throws IllegalStateException if it is missing or damaged: a broken build
     */
    public static KmsOperationsTable load() {
        return new KmsOperationsTable(
                AlignedTable.load(KmsOperationsTable.class, RESOURCE, FIELDS));
    }

    static KmsOperationsTable parse(String text) {
        return new KmsOperationsTable(AlignedTable.parse(text, FIELDS));
    }

    private static OperationRow read(List<String> fields) {
        var operation = fields.getFirst();
        var action = fields.get(2);
        return new OperationRow(
                operation,
                Served.of(fields.get(1)),
                action.equals("=") ? List.of("kms:" + operation) : AlignedTable.words(action),
                fields.get(3),
                AlignedTable.words(fields.get(4)),
                fields.get(5),
                reach(fields.get(6)),
                AlignedTable.words(fields.get(7)).stream()
                        .flatMap(word -> KeyIdForm.named(word).stream())
                        .collect(Collectors.toSet()),
                String.join("", AlignedTable.words(fields.get(8))),
                AlignedTable.words(fields.get(9)));
    }

    private static Target.Reach reach(String field) {
        return switch (field) {
            case "yes" -> Target.Reach.OTHER_ACCOUNTS;
            case "no" -> Target.Reach.OWN_ACCOUNT;
            default -> throw new IllegalStateException("`" + field + "` is neither yes nor no");
        };
    }

    /** The row of {@code operation}; it is a bug to ask for one that KMS does not have. */
    public OperationRow row(String operation) {
        return table.row(operation);
    }

    /** Every row, in the table's order. */
    public Collection<OperationRow> rows() {
        return table.rows();
    }

    /** The names of all operations, in the table's order. */
    public Collection<String> operations() {
        return table.served().keySet();
    }

    /** Every operation, and whether it is served. */
    public Map<String, Served> served() {
        return table.served();
    }
}
