/**
 * Who calls, and may they: from a signed request to a {@link dev.keyward.server.authorize.Caller},
 * and from the {@link dev.keyward.server.authorize.Target}s of an operation to a decision.
 *
 * <p>{@link dev.keyward.server.authorize.Authenticator} finds the credentials that a signature
 * claims: long-term access keys in the store, temporary ones in the sealed token that comes with the
 * request ({@link dev.keyward.server.authorize.SessionTokens}). {@link
 * dev.keyward.server.authorize.Authorizer} gathers the policies that apply and the condition keys of
 * the request, and asks the rule of {@code dev.keyward.policy} for each target's kind of resource.
 * Everything gathered is kept until the store says that it changed.
 *
 * <p>It reads users, roles and policies through a {@link dev.keyward.server.store.Snapshot} and knows
 * no service: an operation says what must be allowed, and is not asked how.
 */
@NullMarked
package dev.keyward.server.authorize;

import org.jspecify.annotations.NullMarked;
