/**
 * Services of AWS that an organization trusts, and accounts that administer one of them in the place of
 * the management account.
 */
@NullMarked
package dev.keyward.server.organizations.delegation;

import org.jspecify.annotations.NullMarked;
