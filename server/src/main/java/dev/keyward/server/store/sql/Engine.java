package dev.keyward.server.store.sql;

import dev.keyward.server.store.StoreException.Retry;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/** What differs from one database to another. A store owns its engine and closes it. */
interface Engine extends AutoCloseable {

    /** What a failure calls this store, for example {@code the store in /var/lib/keyward}. */
    String name();

    /** A connection in auto-commit mode for the one thread that writes. */
    Connection openWriter() throws SQLException;

    /** A connection in auto-commit mode that sees what is committed and cannot write. */
    Connection openReader() throws SQLException;

    /** Most connections for reading; 0 if reads and writes take turns on the writer's. */
    int readers();

    /** Ends the use of a connection, whatever state it is in. */
    void dispose(Connection connection) throws SQLException;

    /** The statement that begins a transaction that will write. */
    String beginWriting();

    /** The words of the migrations that this engine spells in its own way. */
    Map<String, String> words();

    /** Whether a statement failed because of a constraint, which no caller may run into. */
    boolean isRefusedRow(SQLException failure);

    /** Whether trying again may help after {@code failure}. */
    Retry retry(SQLException failure);

    /**
     * Removes what deleted rows have left outside of the tables, for example in a log.
     *
     * @return whether nothing is left
     */
    boolean eraseTraces(Connection writer) throws SQLException;

    @Override
    void close();
}
