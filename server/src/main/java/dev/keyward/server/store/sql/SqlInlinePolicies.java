package dev.keyward.server.store.sql;

import dev.keyward.server.model.InlinePolicy;
import dev.keyward.server.model.PolicyOwner;
import dev.keyward.server.store.InlinePolicies;
import dev.keyward.server.store.Topic;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Inline policies in SQL. */
final class SqlInlinePolicies implements InlinePolicies.Writer {

    private static final String SELECT =
            "SELECT owner_id, policy_name, document FROM iam_inline_policies WHERE owner_id = ?";

    private final Session session;

    SqlInlinePolicies(Session session) {
        this.session = session;
    }

    @Override
    public Optional<InlinePolicy> find(String ownerId, String name) {
        return session.statements()
                .find(SELECT + " AND policy_name = ?", SqlInlinePolicies::read, ownerId, name);
    }

    @Override
    public List<InlinePolicy> list(String ownerId) {
        return session.statements()
                .list(SELECT + " ORDER BY policy_name", SqlInlinePolicies::read, ownerId);
    }

    private static InlinePolicy read(Row row) throws SQLException {
        return new InlinePolicy(row.text(), row.text(), row.text());
    }

    @Override
    public void put(PolicyOwner owner, InlinePolicy policy) {
        if (!owner.id().equals(policy.ownerId())) {
            throw new IllegalStateException(
                    "a policy of " + policy.ownerId() + " written to " + owner.id());
        }
        session.touch(new Topic.Iam(owner.account()));
        session.statements().changeOne("""
                        INSERT INTO iam_inline_policies (owner_id, policy_name, document)
                        VALUES (?, ?, ?)
                        ON CONFLICT (owner_id, policy_name)
                        DO UPDATE SET document = excluded.document""", policy.ownerId(), policy.name(), policy.document());
    }

    @Override
    public void delete(PolicyOwner owner, String name) {
        session.touch(new Topic.Iam(owner.account()));
        session.statements()
                .changeOne(
                        "DELETE FROM iam_inline_policies WHERE owner_id = ? AND policy_name = ?",
                        owner.id(),
                        name);
    }
}
