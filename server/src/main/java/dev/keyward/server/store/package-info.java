/**
 * Storage as the rest of the server sees it: a {@link dev.keyward.server.store.Store} that runs
 * functions over a {@link dev.keyward.server.store.Snapshot} or in a
 * {@link dev.keyward.server.store.Transaction}, and one interface for each table. Engines stand in
 * {@code store.sql}; nothing else knows them.
 */
@NullMarked
package dev.keyward.server.store;

import org.jspecify.annotations.NullMarked;
