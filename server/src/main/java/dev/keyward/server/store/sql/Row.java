package dev.keyward.server.store.sql;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;
import dev.keyward.server.model.Region;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** One row of an answer, read column by column in the order of the SELECT: each call takes the next. */
final class Row {

    /** Makes an object of a row. It must not run statements. */
    @FunctionalInterface
    interface Reader<T> {
        T read(Row row) throws SQLException;
    }

    private final ResultSet rows;

    private int column;

    Row(ResultSet rows) {
        this.rows = rows;
    }

    String text() throws SQLException {
        return rows.getString(++column);
    }

    Optional<String> optionalText() throws SQLException {
        return Optional.ofNullable(rows.getString(++column));
    }

    int number() throws SQLException {
        return rows.getInt(++column);
    }

    Optional<Integer> optionalNumber() throws SQLException {
        var number = rows.getInt(++column);
        return rows.wasNull() ? Optional.empty() : Optional.of(number);
    }

    boolean flag() throws SQLException {
        return rows.getInt(++column) != 0;
    }

    byte[] bytes() throws SQLException {
        return rows.getBytes(++column);
    }

    Instant instant() throws SQLException {
        return Nanos.toInstant(rows.getLong(++column));
    }

    Optional<Instant> optionalInstant() throws SQLException {
        var nanos = rows.getLong(++column);
        return rows.wasNull() ? Optional.empty() : Optional.of(Nanos.toInstant(nanos));
    }

    AccountId account() throws SQLException {
        return new AccountId(text());
    }

    Region region() throws SQLException {
        return new Region(text());
    }

    Arn arn() throws SQLException {
        return Arn.parse(text());
    }

    <E extends Enum<E>> E constant(Class<E> type) throws SQLException {
        return Enum.valueOf(type, text());
    }
}
