/**
 * Caches of ready objects that are dropped when what they were made from changes: begin with
 * {@link dev.keyward.server.store.cache.RevisionCache}. It knows storage only as revisions, so that
 * {@code authorize} keeps its compiled policies in the same way as {@code store.sql} its rows.
 *
 * <p>Every cache is bounded; none is ever told what changed. Imports {@code store} only.
 */
@NullMarked
package dev.keyward.server.store.cache;

import org.jspecify.annotations.NullMarked;
