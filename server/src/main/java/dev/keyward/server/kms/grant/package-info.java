/**
 * Grants: CreateGrant, ListGrants, ListRetirableGrants, RetireGrant, RevokeGrant, and what a grant must be
 * to be made. What a grant allows is decided by {@code authorize}, for every operation alike.
 */
@NullMarked
package dev.keyward.server.kms.grant;

import org.jspecify.annotations.NullMarked;
