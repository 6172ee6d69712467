package dev.keyward.server.iam;

import dev.keyward.server.service.Operation;
import dev.keyward.wire.model.ApiModel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * All operations of the IAM API on one page with what each needs, read from {@code
 * iam-operations.table}: those that are served and those that are not yet. An operation's action has
 * the operation's name.
 */
final class IamOperationsTable {

    private static final String RESOURCE = "iam-operations.table";
    private static final int FIELDS = 5;
    private static final String NOTHING = "-";

    private final Map<String, Row> rows;

    private IamOperationsTable(Map<String, Row> rows) {
        this.rows = Collections.unmodifiableMap(rows);
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
            var lowerCase = name.toLowerCase(Locale.ROOT);
            return conditionKeys.stream()
                    .map(key -> key.toLowerCase(Locale.ROOT))
                    .anyMatch(key -> key.endsWith("*")
                            ? lowerCase.startsWith(key.substring(0, key.length() - 1))
                            : lowerCase.equals(key));
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
        try (var in = IamOperationsTable.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("no " + RESOURCE);
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + RESOURCE, e);
        }
    }

    static IamOperationsTable parse(String text) {
        var rows = new LinkedHashMap<String, Row>();
        for (var line : text.lines().toList()) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            var row = parseRow(line);
            if (rows.put(row.operation(), row) != null) {
                throw new IllegalStateException("two rows of " + row.operation());
            }
        }
        return new IamOperationsTable(rows);
    }

    private static Row parseRow(String line) {
        var fields = line.strip().split(" {2,}", -1);
        if (fields.length != FIELDS) {
            throw new IllegalStateException(fields.length + " fields, not " + FIELDS + ": " + line);
        }
        return new Row(
                fields[0],
                served(fields[1]),
                fields[2],
                fields[3],
                fields[4].equals(NOTHING) ? List.of() : Arrays.asList(fields[4].split(" ", -1)));
    }

    private static Served served(String field) {
        return switch (field) {
            case "yes" -> Served.YES;
            case NOTHING -> Served.NOT_YET;
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
