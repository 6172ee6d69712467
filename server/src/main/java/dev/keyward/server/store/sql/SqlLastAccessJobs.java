package dev.keyward.server.store.sql;

import dev.keyward.policy.AccountId;
import dev.keyward.server.model.LastAccessJob;
import dev.keyward.server.model.LastAccessJob.Granularity;
import dev.keyward.server.store.LastAccessJobs;

import java.sql.SQLException;
import java.util.Optional;

/** Questions for when somebody last used what, in SQL. */
final class SqlLastAccessJobs implements LastAccessJobs.Writer {

    private static final String COLUMNS =
            "job_id, account_id, requester_id, subject_arn, granularity, created_nanos";

    private final Session session;

    SqlLastAccessJobs(Session session) {
        this.session = session;
    }

    @Override
    public Optional<LastAccessJob> find(AccountId account, String id) {
        return session.statements()
                .find(
                        "SELECT " + COLUMNS
                                + " FROM iam_last_access_jobs WHERE account_id = ? AND job_id = ?",
                        SqlLastAccessJobs::read,
                        account,
                        id);
    }

    private static LastAccessJob read(Row row) throws SQLException {
        return new LastAccessJob(
                row.text(),
                row.account(),
                row.text(),
                row.arn(),
                row.constant(Granularity.class),
                row.instant());
    }

    @Override
    public void insert(LastAccessJob job) {
        session.statements()
                .changeOne(
                        "INSERT INTO iam_last_access_jobs (" + COLUMNS
                                + ") VALUES (?, ?, ?, ?, ?, ?)",
                        job.id(),
                        job.account(),
                        job.requesterId(),
                        job.subject(),
                        job.granularity(),
                        job.created());
    }

    @Override
    public void keepNewest(AccountId account, int count) {
        session.statements().change("""
                        DELETE FROM iam_last_access_jobs
                        WHERE account_id = ? AND job_id NOT IN (
                            SELECT job_id FROM iam_last_access_jobs WHERE account_id = ?
                            ORDER BY created_nanos DESC, job_id LIMIT ?)""", account, account, count);
    }
}
