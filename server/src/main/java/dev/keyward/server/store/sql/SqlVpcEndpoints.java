package dev.keyward.server.store.sql;

import dev.keyward.policy.AccountId;
import dev.keyward.server.model.EndpointService;
import dev.keyward.server.model.Region;
import dev.keyward.server.model.VpcEndpoint;
import dev.keyward.server.model.VpcEndpoint.Making;
import dev.keyward.server.model.VpcEndpoint.Names;
import dev.keyward.server.model.VpcEndpoint.Network;
import dev.keyward.server.store.Topic;
import dev.keyward.server.store.VpcEndpoints;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** VPC endpoints in SQL; single ones are cached, since every request through one reads it. */
final class SqlVpcEndpoints implements VpcEndpoints.Writer {

    private static final String COLUMNS = """
            account_id, region, endpoint_id, service, vpc_id, subnet_ids, security_group_ids,
            ip_address_type, dns_label, private_dns, record_ip_type, policy, port, created_nanos,
            client_token, request""";

    private static final String SELECT = "SELECT " + COLUMNS + " FROM ec2_vpc_endpoints";

    private final Tables tables;

    SqlVpcEndpoints(Tables tables) {
        this.tables = tables;
    }

    @Override
    public Optional<VpcEndpoint> find(String id) {
        return tables.caches()
                .vpcEndpoints()
                .get(id, new Topic.VpcEndpoint(id), tables, this::load);
    }

    private Optional<VpcEndpoint> load(String id) {
        return tables.session()
                .consistently(() -> statements()
                        .find(SELECT + " WHERE endpoint_id = ?", SqlVpcEndpoints::read, id)
                        .map(this::tagged));
    }

    @Override
    public Optional<VpcEndpoint> findByClientToken(AccountId account, Region region, String token) {
        return tables.session()
                .consistently(() -> statements()
                        .find(
                                SELECT
                                        + " WHERE account_id = ? AND region = ? AND client_token = ?",
                                SqlVpcEndpoints::read,
                                account,
                                region,
                                token)
                        .map(this::tagged));
    }

    @Override
    public List<VpcEndpoint> ofAccount(AccountId account, Region region) {
        return tables.session()
                .consistently(() -> statements()
                        .list(
                                SELECT
                                        + " WHERE account_id = ? AND region = ? ORDER BY endpoint_id",
                                SqlVpcEndpoints::read,
                                account,
                                region)
                        .stream()
                        .map(this::tagged)
                        .toList());
    }

    @Override
    public List<VpcEndpoint> withPorts() {
        return tables.session()
                .consistently(() -> statements()
                        .list(
                                SELECT + " WHERE port IS NOT NULL ORDER BY port",
                                SqlVpcEndpoints::read)
                        .stream()
                        .map(this::tagged)
                        .toList());
    }

    private static VpcEndpoint read(Row row) throws SQLException {
        return new VpcEndpoint(
                row.account(),
                row.region(),
                row.text(),
                row.constant(EndpointService.class),
                new Network(
                        row.text(),
                        words(row.text()),
                        words(row.text()),
                        row.text(),
                        new Names(row.text(), row.flag(), row.text())),
                row.text(),
                row.optionalNumber(),
                new Making(row.instant(), row.optionalText(), row.text()),
                new TreeMap<>());
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : Arrays.asList(text.split(" ", -1));
    }

    private VpcEndpoint tagged(VpcEndpoint endpoint) {
        return endpoint.withTags(Tag.collect(statements()
                .list(
                        "SELECT tag_key, tag_value FROM ec2_vpc_endpoint_tags WHERE endpoint_id = ?",
                        Tag::read,
                        endpoint.id())));
    }

    @Override
    public void insert(VpcEndpoint endpoint) {
        touch(endpoint);
        var network = endpoint.network();
        statements()
                .changeOne(
                        "INSERT INTO ec2_vpc_endpoints (" + COLUMNS
                                + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        endpoint.account(),
                        endpoint.region(),
                        endpoint.id(),
                        endpoint.service(),
                        network.vpcId(),
                        String.join(" ", network.subnetIds()),
                        String.join(" ", network.securityGroupIds()),
                        network.ipAddressType(),
                        network.names().label(),
                        network.names().isPrivate(),
                        network.names().recordIpType(),
                        endpoint.policy(),
                        endpoint.port(),
                        endpoint.making().at(),
                        endpoint.making().clientToken(),
                        endpoint.making().request());
        insertTags(endpoint);
    }

    private void insertTags(VpcEndpoint endpoint) {
        endpoint.tags()
                .forEach((key, value) -> statements().changeOne("""
                        INSERT INTO ec2_vpc_endpoint_tags (endpoint_id, tag_key, tag_value)
                        VALUES (?, ?, ?)""", endpoint.id(), key, value));
    }

    @Override
    public void update(VpcEndpoint endpoint) {
        touch(endpoint);
        var network = endpoint.network();
        statements()
                .changeOne(
                        """
                        UPDATE ec2_vpc_endpoints
                        SET vpc_id = ?, subnet_ids = ?, security_group_ids = ?, ip_address_type = ?,
                            dns_label = ?, private_dns = ?, record_ip_type = ?, policy = ?
                        WHERE endpoint_id = ?""",
                        network.vpcId(),
                        String.join(" ", network.subnetIds()),
                        String.join(" ", network.securityGroupIds()),
                        network.ipAddressType(),
                        network.names().label(),
                        network.names().isPrivate(),
                        network.names().recordIpType(),
                        endpoint.policy(),
                        endpoint.id());
        deleteTags(endpoint);
        insertTags(endpoint);
    }

    private void deleteTags(VpcEndpoint endpoint) {
        statements()
                .change("DELETE FROM ec2_vpc_endpoint_tags WHERE endpoint_id = ?", endpoint.id());
    }

    @Override
    public void delete(VpcEndpoint endpoint) {
        touch(endpoint);
        deleteTags(endpoint);
        statements()
                .changeOne("DELETE FROM ec2_vpc_endpoints WHERE endpoint_id = ?", endpoint.id());
    }

    private Statements statements() {
        return tables.session().statements();
    }

    private void touch(VpcEndpoint endpoint) {
        tables.session().touch(new Topic.VpcEndpoint(endpoint.id()));
    }
}
