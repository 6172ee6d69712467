/** The accounts of an organization: making, finding, moving and closing them, and letting them go. */
@NullMarked
package dev.keyward.server.organizations.account;

import org.jspecify.annotations.NullMarked;
