/**
 * Organizations: accounts, the units that they are in, and the policies that limit them. {@link
 * dev.keyward.server.organizations.OrganizationsOperations} lists the operations; each stands in its
 * family's package, and what they share in {@code common}. What each needs to be allowed is on one page,
 * {@code organizations-operations.table}. What the policies forbid is decided where every request is, in
 * {@link dev.keyward.server.authorize.Authorizer}.
 */
@NullMarked
package dev.keyward.server.organizations;

import org.jspecify.annotations.NullMarked;
