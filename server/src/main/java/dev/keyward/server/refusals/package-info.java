/**
 * Recent refusals and why they were: Keyward's own service {@code keyward}, which AWS does not have.
 *
 * <p>{@link dev.keyward.server.refusals.RecentRefusals} is told of every call that was not authorized
 * and keeps the newest in memory, with the policies as they were. {@code ExplainRequest} explains one
 * to those who may see those policies: administrators of the caller's and of the resource's account,
 * each of them their own side.
 */
@NullMarked
package dev.keyward.server.refusals;

import org.jspecify.annotations.NullMarked;
