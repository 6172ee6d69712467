package dev.keyward.server.store.sql;

import dev.keyward.server.store.StoreException.Retry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** An engine whose calls of JDBC pass through a {@link Fault}, which may count them or break them. */
final class TestingEngine implements Engine {

    /** Is told of every call, and makes it or throws. */
    interface Fault {
        /** Calls JDBC; {@code what} is the method's name, or the SQL of a statement. */
        @Nullable
        Object around(String what, Callable<@Nullable Object> call) throws Exception;
    }

    private static final Set<String> CALLS = Set.of(
            "createStatement",
            "prepareStatement",
            "commit",
            "rollback",
            "setAutoCommit",
            "execute",
            "executeQuery",
            "executeUpdate",
            "next");

    private static final Set<Class<?>> WRAPPED =
            Set.of(Statement.class, PreparedStatement.class, ResultSet.class);

    private final Engine engine;
    private final IdentityHashMap<Connection, Connection> real =
            new IdentityHashMap<>(); // guarded by this

    private volatile Fault fault = (what, call) -> call.call();

    TestingEngine(Engine engine) {
        this.engine = engine;
    }

    void set(Fault newFault) {
        fault = newFault;
    }

    void heal() {
        set((what, call) -> call.call());
    }

    @Override
    public Connection openWriter() throws SQLException {
        return open(engine::openWriter);
    }

    @Override
    public Connection openReader() throws SQLException {
        return open(engine::openReader);
    }

    private synchronized Connection open(Callable<Connection> opening) throws SQLException {
        var connection = (Connection) around("open", opening::call);
        var proxy = (Connection) wrap(connection, "", Connection.class);
        real.put(proxy, connection);
        return proxy;
    }

    @Override
    public synchronized void dispose(Connection connection) throws SQLException {
        var disposed = real.remove(connection);
        engine.dispose(disposed == null ? connection : disposed);
    }

    private Object wrap(@Nullable Object target, String sql, Class<?> type) {
        return Proxy.newProxyInstance(
                TestingEngine.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> invoke(target, sql, method, arguments));
    }

    private @Nullable Object invoke(
            @Nullable Object target, String sql, Method method, Object @Nullable [] arguments)
            throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return method.getName().equals("equals") ? false : method.invoke(target, arguments);
        }
        var given = arguments != null && arguments.length > 0 && arguments[0] instanceof String text
                ? text
                : sql;
        Callable<@Nullable Object> call = () -> method.invoke(target, arguments);
        try {
            var result = CALLS.contains(method.getName())
                    ? fault.around(given.isEmpty() ? method.getName() : given, call)
                    : call.call();
            return WRAPPED.contains(method.getReturnType())
                    ? wrap(result, given, method.getReturnType())
                    : result;
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    private @Nullable Object around(String what, Callable<@Nullable Object> call)
            throws SQLException {
        try {
            return fault.around(what, call);
        } catch (SQLException | RuntimeException failure) {
            throw failure;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public String name() {
        return engine.name();
    }

    @Override
    public int readers() {
        return engine.readers();
    }

    @Override
    public String beginWriting() {
        return engine.beginWriting();
    }

    @Override
    public Map<String, String> words() {
        return engine.words();
    }

    @Override
    public boolean isRefusedRow(SQLException failure) {
        return engine.isRefusedRow(failure);
    }

    @Override
    public Retry retry(SQLException failure) {
        return engine.retry(failure);
    }

    @Override
    public boolean eraseTraces(Connection writer) throws SQLException {
        return engine.eraseTraces(writer);
    }

    @Override
    public void close() {
        engine.close();
    }
}
