package dev.keyward.server.store.sql;

import dev.keyward.server.model.Region;
import dev.keyward.server.model.RegisteredService;
import dev.keyward.server.model.ServiceKey;
import dev.keyward.server.store.RegisteredServices;
import dev.keyward.server.store.Topic;

import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Registered services in SQL. Their Regions are words, a space apart. */
final class SqlRegisteredServices implements RegisteredServices.Writer {

    private static final String SELECT =
            "SELECT principal, account_id, signing_name, regions, status, created_nanos"
                    + " FROM registered_services";

    private static final String SELECT_KEYS =
            "SELECT access_key_id, principal, sealed_secret, created_nanos FROM service_keys";

    private final Session session;

    SqlRegisteredServices(Session session) {
        this.session = session;
    }

    @Override
    public Optional<RegisteredService> find(String principal) {
        return session.statements()
                .find(SELECT + " WHERE principal = ?", SqlRegisteredServices::read, principal);
    }

    @Override
    public List<RegisteredService> all() {
        return session.statements()
                .list(SELECT + " ORDER BY principal", SqlRegisteredServices::read);
    }

    @Override
    public Optional<ServiceKey> findKey(String accessKeyId) {
        return session.statements()
                .find(
                        SELECT_KEYS + " WHERE access_key_id = ?",
                        SqlRegisteredServices::readKey,
                        accessKeyId);
    }

    @Override
    public List<ServiceKey> keysOf(String principal) {
        return session.statements()
                .list(
                        SELECT_KEYS + " WHERE principal = ? ORDER BY created_nanos, access_key_id",
                        SqlRegisteredServices::readKey,
                        principal);
    }

    private static RegisteredService read(Row row) throws SQLException {
        return new RegisteredService(
                row.text(),
                row.account(),
                row.text(),
                regions(row.text()),
                row.constant(RegisteredService.Status.class),
                row.instant());
    }

    private static SortedSet<Region> regions(String words) {
        var regions = new TreeSet<>(Comparator.comparing(Region::code));
        for (var word : words.split(" ", -1)) {
            regions.add(new Region(word));
        }
        return regions;
    }

    private static String words(SortedSet<Region> regions) {
        return regions.stream().map(Region::code).collect(Collectors.joining(" "));
    }

    private static ServiceKey readKey(Row row) throws SQLException {
        return new ServiceKey(row.text(), row.text(), row.bytes(), row.instant());
    }

    @Override
    public void insert(RegisteredService service) {
        session.touch(new Topic.Identity(service.principal()));
        session.statements()
                .changeOne(
                        "INSERT INTO registered_services (principal, account_id, signing_name, regions,"
                                + " status, created_nanos) VALUES (?, ?, ?, ?, ?, ?)",
                        service.principal(),
                        service.account(),
                        service.signingName(),
                        words(service.regions()),
                        service.status(),
                        service.created());
    }

    @Override
    public void update(RegisteredService service) {
        touchAll(service);
        session.statements()
                .changeOne(
                        "UPDATE registered_services SET regions = ?, status = ? WHERE principal = ?",
                        words(service.regions()),
                        service.status(),
                        service.principal());
    }

    @Override
    public void delete(RegisteredService service) {
        touchAll(service);
        session.statements()
                .change("DELETE FROM service_keys WHERE principal = ?", service.principal());
        session.statements()
                .changeOne(
                        "DELETE FROM registered_services WHERE principal = ?", service.principal());
    }

    private void touchAll(RegisteredService service) {
        session.touch(new Topic.Identity(service.principal()));
        keysOf(service.principal()).forEach(key -> session.touch(new Topic.Identity(key.id())));
    }

    @Override
    public void insertKey(ServiceKey key) {
        session.touch(new Topic.Identity(key.id()));
        session.statements()
                .changeOne(
                        "INSERT INTO service_keys (access_key_id, principal, sealed_secret,"
                                + " created_nanos) VALUES (?, ?, ?, ?)",
                        key.id(),
                        key.principal(),
                        key.sealedSecret(),
                        key.created());
    }

    @Override
    public void deleteKey(ServiceKey key) {
        session.touch(new Topic.Identity(key.id()));
        session.statements()
                .changeOne("DELETE FROM service_keys WHERE access_key_id = ?", key.id());
    }
}
