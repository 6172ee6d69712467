package dev.keyward.server.store.sql;

import dev.keyward.policy.Arn;
import dev.keyward.server.model.Grant;
import dev.keyward.server.model.Grant.ContextConstraint;
import dev.keyward.server.model.Grant.Party;
import dev.keyward.server.model.Region;
import dev.keyward.server.store.Grants;
import dev.keyward.server.store.Page;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Grants in SQL; single grants are cached. */
final class SqlGrants implements Grants.Writer {

    private static final String COLUMNS = """
            account_id, region, key_id, grant_id, grant_name, grantee_kind, grantee, retiring_kind, \
            retiring, issuing_account, operations, context_rule, context_pairs, source_arn, \
            created_nanos""";

    private static final String SELECT = "SELECT " + COLUMNS + " FROM kms_grants";

    private static final String OF_GRANT = KeyName.OF_KEY + " AND grant_id = ?";

    private static final String PAGE = " AND grant_id > ? ORDER BY grant_id LIMIT ?";

    private final Tables tables;

    SqlGrants(Tables tables) {
        this.tables = tables;
    }

    @Override
    public Optional<Grant> find(Arn keyArn, String grantId) {
        return tables.caches()
                .grants()
                .get(
                        new Caches.GrantName(keyArn, grantId),
                        KeyName.grantsTopic(keyArn),
                        tables,
                        this::load);
    }

    private Optional<Grant> load(Caches.GrantName grant) {
        return KeyName.parse(grant.key())
                .flatMap(key -> tables.session()
                        .statements()
                        .find(
                                SELECT + OF_GRANT,
                                SqlGrants::read,
                                key.account(),
                                key.region(),
                                key.id(),
                                grant.grantId()));
    }

    private static Grant read(Row row) throws SQLException {
        return new Grant(
                new KeyName(row.account(), row.region(), row.text()).arn(),
                row.text(),
                row.text(),
                new Party(row.constant(Party.Kind.class), row.text()),
                retiring(row.optionalText(), row.optionalText()),
                row.account(),
                List.of(row.text().split(" ", -1)),
                context(row.optionalText(), row.text()),
                row.optionalText(),
                row.instant());
    }

    private static Optional<Party> retiring(Optional<String> kind, Optional<String> name) {
        return kind.map(Party.Kind::valueOf).map(known -> new Party(known, name.orElseThrow()));
    }

    private static Optional<ContextConstraint> context(Optional<String> rule, String pairs) {
        return rule.map(ContextConstraint.Rule::valueOf)
                .map(known -> new ContextConstraint(known, ContextPairs.read(pairs)));
    }

    @Override
    public Optional<Grant> findAlike(Grant wanted) {
        var key = KeyName.require(wanted.keyArn());
        return tables
                .session()
                .statements()
                .list(
                        SELECT + KeyName.OF_KEY + """
                                 AND grant_name <> '' AND grant_name = ? AND grantee_kind = ? AND grantee = ?
                                AND issuing_account = ? AND operations = ? AND context_pairs = ?
                                AND retiring_kind IS NOT DISTINCT FROM ?
                                AND retiring IS NOT DISTINCT FROM ?
                                AND context_rule IS NOT DISTINCT FROM ?
                                AND source_arn IS NOT DISTINCT FROM ?
                                ORDER BY created_nanos, grant_id LIMIT 1""",
                        SqlGrants::read,
                        key.account(),
                        key.region(),
                        key.id(),
                        wanted.name(),
                        wanted.grantee().kind(),
                        wanted.grantee().name(),
                        wanted.issuingAccount(),
                        operations(wanted),
                        pairs(wanted),
                        wanted.retiring().map(Party::kind),
                        wanted.retiring().map(Party::name),
                        wanted.context().map(ContextConstraint::rule),
                        wanted.sourceArn())
                .stream()
                .findFirst();
    }

    private static String operations(Grant grant) {
        return String.join(" ", grant.operations());
    }

    private static String pairs(Grant grant) {
        return grant.context()
                .map(ContextConstraint::pairs)
                .map(ContextPairs::write)
                .orElse("");
    }

    @Override
    public List<Grant> to(String grantee, Arn keyArn) {
        return KeyName.parse(keyArn)
                .map(key -> tables.session()
                        .statements()
                        .list(
                                SELECT + KeyName.OF_KEY
                                        + " AND grantee = ? ORDER BY created_nanos, grant_id",
                                SqlGrants::read,
                                key.account(),
                                key.region(),
                                key.id(),
                                grantee))
                .orElse(List.of());
    }

    @Override
    public List<String> idsTo(String grantee, Arn keyArn) {
        return KeyName.parse(keyArn)
                .map(key -> tables.session()
                        .statements()
                        .list(
                                "SELECT grant_id FROM kms_grants" + KeyName.OF_KEY
                                        + " AND grantee = ?",
                                Row::text,
                                key.account(),
                                key.region(),
                                key.id(),
                                grantee))
                .orElse(List.of());
    }

    @Override
    public Page<Grant> list(Arn keyArn, Page.Request page) {
        var key = KeyName.require(keyArn);
        return page(
                KeyName.OF_KEY,
                page,
                key.account(),
                key.region(),
                key.id(),
                Pages.after(page),
                Pages.rows(page));
    }

    @Override
    public Page<Grant> listTo(String grantee, Arn keyArn, Page.Request page) {
        var key = KeyName.require(keyArn);
        return page(
                KeyName.OF_KEY + " AND grantee = ?",
                page,
                key.account(),
                key.region(),
                key.id(),
                grantee,
                Pages.after(page),
                Pages.rows(page));
    }

    @Override
    public Page<Grant> listRetirable(String retiring, Region region, Page.Request page) {
        return page(
                " WHERE retiring = ? AND region = ?",
                page,
                retiring,
                region,
                Pages.after(page),
                Pages.rows(page));
    }

    private Page<Grant> page(String where, Page.Request page, Object... parameters) {
        var grants = tables.session()
                .statements()
                .list(SELECT + where + PAGE, SqlGrants::read, parameters);
        return Pages.of(grants, page, Grant::id);
    }

    @Override
    public int count(Arn keyArn) {
        var key = KeyName.require(keyArn);
        return tables.session()
                .statements()
                .find(
                        "SELECT grant_count FROM kms_grant_counts" + KeyName.OF_KEY,
                        Row::number,
                        key.account(),
                        key.region(),
                        key.id())
                .orElse(0);
    }

    @Override
    public void insert(Grant grant) {
        var key = KeyName.require(grant.keyArn());
        var statements = writing(key);
        statements.changeOne(
                "INSERT INTO kms_grants (" + COLUMNS
                        + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                key.account(),
                key.region(),
                key.id(),
                grant.id(),
                grant.name(),
                grant.grantee().kind(),
                grant.grantee().name(),
                grant.retiring().map(Party::kind),
                grant.retiring().map(Party::name),
                grant.issuingAccount(),
                operations(grant),
                grant.context().map(ContextConstraint::rule),
                pairs(grant),
                grant.sourceArn(),
                grant.created());
        statements.changeOne("""
                INSERT INTO kms_grant_counts (account_id, region, key_id, grant_count)
                VALUES (?, ?, ?, 1)
                ON CONFLICT (account_id, region, key_id)
                DO UPDATE SET grant_count = kms_grant_counts.grant_count + 1""", key.account(), key.region(), key.id());
    }

    @Override
    public void delete(Grant grant) {
        var key = KeyName.require(grant.keyArn());
        var statements = writing(key);
        statements.changeOne(
                "DELETE FROM kms_grants" + OF_GRANT,
                key.account(),
                key.region(),
                key.id(),
                grant.id());
        statements.changeOne(
                "UPDATE kms_grant_counts SET grant_count = grant_count - 1" + KeyName.OF_KEY,
                key.account(),
                key.region(),
                key.id());
    }

    private Statements writing(KeyName key) {
        tables.session().touch(key.grantsTopic());
        return tables.session().statements();
    }
}
