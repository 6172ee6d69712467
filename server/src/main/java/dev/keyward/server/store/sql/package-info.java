/**
 * Storage in an SQL database: {@link dev.keyward.server.store.sql.SqlStore} over an engine, which is
 * SQLite within this process ({@link dev.keyward.server.store.sql.EmbeddedEngine}).
 *
 * <p>Begin with {@code SqlStore}; then {@code Committer}, which runs all writing functions in one
 * thread and makes many of them durable with one commit; then any table, for example {@code SqlKeys}.
 * A table serves snapshots and transactions with the same code: {@code Tables} gives it statements,
 * caches, and a place to tell what it touched. The schema is in the migrations beside this package;
 * its SQL is what SQLite and PostgreSQL share, and what differs is asked of the {@code Engine}.
 *
 * <p>The only package that knows JDBC. Imports {@code store}, {@code store.cache} and {@code model}.
 */
@NullMarked
package dev.keyward.server.store.sql;

import org.jspecify.annotations.NullMarked;
