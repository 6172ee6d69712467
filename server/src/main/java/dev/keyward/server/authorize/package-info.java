/**
 * Who calls, and may they: from a signed request to a {@link dev.keyward.server.authorize.Caller},
 * and from the {@link dev.keyward.server.authorize.Target}s of an operation to a decision. Policies are
 * gathered here and judged in {@code dev.keyward.policy}.
 */
@NullMarked
package dev.keyward.server.authorize;

import org.jspecify.annotations.NullMarked;
