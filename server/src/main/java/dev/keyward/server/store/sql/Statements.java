package dev.keyward.server.store.sql;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;
import dev.keyward.server.model.Region;
import dev.keyward.server.store.StoreException;
import dev.keyward.server.store.StoreException.Retry;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A connection and the statements prepared on it, used by one thread at a time. The only place that
 * runs SQL for the tables.
 *
 * <p>Parameters are text, numbers, flags, bytes, instants, account ids, Regions, ARNs, constants of
 * enums, and {@code Optional}s of these for columns that may be null.
 *
 * <p>A row that a constraint refuses is a bug of the caller and comes out as {@link
 * IllegalStateException}. Any other failure is a {@link StoreException} and breaks the connection:
 * SQLite may have rolled the transaction back by itself, after which single statements would commit on
 * their own, so nothing runs on it any more.
 */
final class Statements implements AutoCloseable {

    private final Engine engine;
    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>(); // SQL is constant text

    private boolean broken;

    Statements(Engine engine, Connection connection) {
        this.engine = engine;
        this.connection = connection;
    }

    /** Whether the connection must not be used again. */
    boolean isBroken() {
        return broken;
    }

    Connection connection() {
        return connection;
    }

    /** All rows, in order. */
    <T> List<T> list(String sql, Row.Reader<T> reader, Object... parameters) {
        requireWhole();
        try {
            var statement = prepare(sql, parameters);
            try (var rows = statement.executeQuery()) {
                var list = new ArrayList<T>();
                while (rows.next()) {
                    list.add(reader.read(new Row(rows)));
                }
                return list;
            }
        } catch (SQLException failure) {
            throw failed(failure);
        }
    }

    /** The only row, if there is one. */
    <T> Optional<T> find(String sql, Row.Reader<T> reader, Object... parameters) {
        var rows = list(sql, reader, parameters);
        if (rows.size() > 1) {
            throw new IllegalStateException(rows.size() + " rows instead of one for: " + sql);
        }
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.getFirst());
    }

    /** Runs a statement that changes rows, and answers how many. */
    int change(String sql, Object... parameters) {
        requireWhole();
        try {
            return prepare(sql, parameters).executeUpdate();
        } catch (SQLException failure) {
            throw failed(failure);
        }
    }

    /**
     * Runs a statement that must change exactly one row.
     *
     * @throws IllegalStateException if it does not
     */
    void changeOne(String sql, Object... parameters) {
        var changed = change(sql, parameters);
        if (changed != 1) {
            throw new IllegalStateException(changed + " rows instead of one changed by: " + sql);
        }
    }

    private PreparedStatement prepare(String sql, Object... parameters) throws SQLException {
        var statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        for (var index = 0; index < parameters.length; index++) {
            bind(statement, index + 1, parameters[index]);
        }
        return statement;
    }

    private static void bind(PreparedStatement statement, int index, Object value)
            throws SQLException {
        switch (value) {
            case String text -> statement.setString(index, text);
            case Integer number -> statement.setInt(index, number);
            case Boolean flag -> statement.setInt(index, flag ? 1 : 0);
            case byte[] bytes -> statement.setBytes(index, bytes);
            case Instant instant -> statement.setLong(index, Nanos.of(instant));
            case AccountId account -> statement.setString(index, account.value());
            case Region region -> statement.setString(index, region.code());
            case Arn arn -> statement.setString(index, arn.toString());
            case Enum<?> constant -> statement.setString(index, constant.name());
            case Optional<?> optional
            when optional.isPresent() -> bind(statement, index, optional.get());
            case Optional<?> empty -> statement.setObject(index, null);
            default -> throw new IllegalArgumentException("a parameter of " + value.getClass());
        }
    }

    private void requireWhole() {
        if (broken) {
            throw new StoreException(
                    engine.name() + " failed earlier in this transaction", Retry.MAY_HELP);
        }
    }

    private RuntimeException failed(SQLException failure) {
        if (engine.isRefusedRow(failure)) {
            return new IllegalStateException("a constraint refused a row", failure);
        }
        broken = true;
        return new StoreException(engine.name() + " failed", failure, engine.retry(failure));
    }

    /** Ends the use of the connection; what was not committed is rolled back. */
    @Override
    public void close() {
        broken = true;
        try {
            for (var statement : prepared.values()) {
                statement.close();
            }
            prepared.clear();
        } catch (SQLException closedWithTheConnection) {
            // Below the connection itself is closed, and its statements with it.
        } finally {
            dispose();
        }
    }

    private void dispose() {
        try {
            engine.dispose(connection);
        } catch (SQLException failure) {
            throw new StoreException(
                    engine.name() + " failed to close a connection", failure, Retry.MAY_HELP);
        }
    }
}
