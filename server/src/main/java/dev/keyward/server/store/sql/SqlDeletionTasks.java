package dev.keyward.server.store.sql;

import dev.keyward.policy.AccountId;
import dev.keyward.server.store.DeletionTasks;

import java.time.Instant;

/** Tasks that deleted service-linked roles, in SQL. */
final class SqlDeletionTasks implements DeletionTasks.Writer {

    private final Session session;

    SqlDeletionTasks(Session session) {
        this.session = session;
    }

    @Override
    public boolean has(AccountId account, String taskId) {
        return session.statements()
                .find(
                        "SELECT task_id FROM iam_deletion_tasks WHERE task_id = ? AND account_id = ?",
                        Row::text,
                        taskId,
                        account)
                .isPresent();
    }

    @Override
    public void insert(AccountId account, String taskId, Instant deleted) {
        session.statements().changeOne("""
                        INSERT INTO iam_deletion_tasks (task_id, account_id, deleted_nanos)
                        VALUES (?, ?, ?)""", taskId, account, deleted);
    }

    @Override
    public void deleteBefore(AccountId account, Instant time) {
        session.statements()
                .change(
                        "DELETE FROM iam_deletion_tasks WHERE account_id = ? AND deleted_nanos < ?",
                        account,
                        time);
    }
}
