package dev.keyward.server.store.sql;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;
import dev.keyward.server.model.PolicyOwner;
import dev.keyward.server.store.Attachments;
import dev.keyward.server.store.Topic;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Which managed policies are attached to whom, in SQL. */
final class SqlAttachments implements Attachments.Writer {

    private final Tables tables;

    SqlAttachments(Tables tables) {
        this.tables = tables;
    }

    @Override
    public List<Arn> policiesOf(String ownerId) {
        return statements().list("""
                        SELECT policy_arn FROM iam_attachments WHERE owner_id = ?
                        ORDER BY policy_name_lower, policy_arn""", Row::arn, ownerId);
    }

    @Override
    public boolean isAttached(String ownerId, Arn policyArn) {
        return statements()
                .find(
                        "SELECT owner_id FROM iam_attachments WHERE owner_id = ? AND policy_arn = ?",
                        Row::text,
                        ownerId,
                        policyArn)
                .isPresent();
    }

    @Override
    public List<PolicyOwner> ownersOf(Arn policyArn) {
        return entities("""
                SELECT e.entity_id
                FROM iam_attachments a JOIN iam_entities e ON e.entity_id = a.owner_id
                WHERE a.policy_arn = ? AND e.kind = ? ORDER BY e.name_lower""", policyArn);
    }

    @Override
    public List<PolicyOwner> boundedBy(Arn policyArn) {
        return entities("""
                SELECT entity_id FROM iam_entities
                WHERE permissions_boundary = ? AND kind = ? ORDER BY name_lower""", policyArn);
    }

    /** Whom {@code sql} finds by policy and kind: users, groups, roles. */
    private List<PolicyOwner> entities(String sql, Arn policyArn) {
        return Stream.of(
                        entities(sql, policyArn, Entities.Kind.USER, tables.users()::findById),
                        entities(sql, policyArn, Entities.Kind.GROUP, tables.groups()::findById),
                        entities(sql, policyArn, Entities.Kind.ROLE, tables.roles()::findById))
                .flatMap(List::stream)
                .toList();
    }

    private List<PolicyOwner> entities(
            String sql,
            Arn policyArn,
            Entities.Kind kind,
            Function<String, Optional<? extends PolicyOwner>> findById) {
        return statements().list(sql, Row::text, policyArn, kind).stream()
                .map(findById)
                .<PolicyOwner>flatMap(Optional::stream)
                .toList();
    }

    @Override
    public int countOwners(Arn policyArn) {
        return statements()
                .find(
                        "SELECT count(*) FROM iam_attachments WHERE policy_arn = ?",
                        Row::number,
                        policyArn)
                .orElseThrow();
    }

    @Override
    public int countBounded(Arn policyArn) {
        return statements()
                .find(
                        "SELECT count(*) FROM iam_entities WHERE permissions_boundary = ?",
                        Row::number,
                        policyArn)
                .orElseThrow();
    }

    @Override
    public void attach(PolicyOwner owner, Arn policyArn) {
        touch(owner);
        requirePolicy(policyArn);
        statements().change("""
                        INSERT INTO iam_attachments (owner_id, policy_arn, policy_name_lower)
                        VALUES (?, ?, ?)
                        ON CONFLICT (owner_id, policy_arn) DO NOTHING""", owner.id(), policyArn, Entities.lowerCase(nameOf(policyArn)));
    }

    /** Policies of AWS itself ({@code arn:aws:iam::aws:policy/...}) are not kept here. */
    private void requirePolicy(Arn policyArn) {
        if (AccountId.isAccountId(policyArn.account())
                && tables.managedPolicies().find(policyArn).isEmpty()) {
            throw new IllegalStateException("no policy " + policyArn);
        }
    }

    private static String nameOf(Arn policyArn) {
        return policyArn.resource().substring(policyArn.resource().lastIndexOf('/') + 1);
    }

    @Override
    public void detach(PolicyOwner owner, Arn policyArn) {
        touch(owner);
        statements()
                .change(
                        "DELETE FROM iam_attachments WHERE owner_id = ? AND policy_arn = ?",
                        owner.id(),
                        policyArn);
    }

    private void touch(PolicyOwner owner) {
        tables.session().touch(new Topic.Iam(owner.account()));
    }

    private Statements statements() {
        return tables.session().statements();
    }
}
