package dev.keyward.server.store.sql;

import dev.keyward.server.store.StoreException;
import dev.keyward.server.store.StoreException.Retry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.Arrays;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationState;

/** Brings the tables of a store to the version that this program knows. */
final class Migrations {

    private static final String LOCATION = "classpath:dev/keyward/server/store/sql/migrations";

    private Migrations() {}

    /**
     * Runs the migrations that {@code connection} has not seen.
     *
     * @throws StoreException if the store was written by a newer version, was tampered with, or a
     *     migration fails; then it is as it was before
     */
    static void run(Engine engine, Connection connection) {
        try {
            var flyway = Flyway.configure(Migrations.class.getClassLoader())
                    .dataSource(new OneConnection(withoutClose(connection)))
                    .locations(LOCATION)
                    .placeholders(engine.words())
                    .ignoreMigrationPatterns(
                            new String[0]) // by default a newer store is let through
                    .cleanDisabled(true)
                    .load();
            refuseNewer(engine, flyway);
            flyway.migrate();
        } catch (FlywayException failure) {
            throw new StoreException(
                    "cannot bring " + engine.name() + " up to date", failure, Retry.IS_USELESS);
        }
    }

    private static void refuseNewer(Engine engine, Flyway flyway) {
        var newer = Arrays.stream(flyway.info().all())
                .filter(migration -> migration.getState() == MigrationState.FUTURE_SUCCESS
                        || migration.getState() == MigrationState.FUTURE_FAILED)
                .map(migration -> String.valueOf(migration.getVersion()))
                .toList();
        if (!newer.isEmpty()) {
            throw new StoreException(
                    engine.name()
                            + " was written by a newer version of Keyward: its schema version "
                            + newer.getLast() + " is not known here",
                    Retry.IS_USELESS);
        }
    }

    /** The connection lives on after the migrations; that of a store in memory is the store. */
    private static Connection withoutClose(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                Migrations.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        return null;
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }
}
