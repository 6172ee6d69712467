package dev.keyward.server.kms.common;

import dev.keyward.server.authorize.Target;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
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
    private static final int FIELDS = 9;
    private static final String NOTHING = "-";

    private final Map<String, OperationRow> rows;

    private KmsOperationsTable(Map<String, OperationRow> rows) {
        this.rows = Collections.unmodifiableMap(rows);
    }

    /**
     * Reads the table.
     *
     * @throws IllegalStateException if it is missing or damaged: a broken build
     */
    public static KmsOperationsTable load() {
        try (var in = KmsOperationsTable.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("no " + RESOURCE);
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + RESOURCE, e);
        }
    }

    static KmsOperationsTable parse(String text) {
        var rows = new LinkedHashMap<String, OperationRow>();
        for (var line : text.lines().toList()) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            var row = read(line);
            if (rows.put(row.operation(), row) != null) {
                throw new IllegalStateException("two rows of " + row.operation());
            }
        }
        return new KmsOperationsTable(rows);
    }

    private static OperationRow read(String line) {
        var fields = line.strip().split(" {2,}", -1);
        if (fields.length != FIELDS) {
            throw new IllegalStateException(fields.length + " fields, not " + FIELDS + ": " + line);
        }
        var operation = fields[0];
        return new OperationRow(
                operation,
                fields[1].equals("=") ? List.of("kms:" + operation) : words(fields[1]),
                fields[2],
                words(fields[3]),
                fields[4],
                reach(fields[5]),
                words(fields[6]).stream()
                        .flatMap(word -> KeyIdForm.named(word).stream())
                        .collect(Collectors.toSet()),
                String.join("", words(fields[7])),
                words(fields[8]));
    }

    private static List<String> words(String field) {
        return field.equals(NOTHING) ? List.of() : Arrays.asList(field.split(" ", -1));
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
        var row = rows.get(operation);
        if (row == null) {
            throw new IllegalStateException("the operations table has no " + operation);
        }
        return row;
    }

    /** Every row, in the table's order. */
    public Collection<OperationRow> rows() {
        return rows.values();
    }

    /** The names of all operations, in the table's order. */
    public Collection<String> operations() {
        return rows.keySet();
    }
}
