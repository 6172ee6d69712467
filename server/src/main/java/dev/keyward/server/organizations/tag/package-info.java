/** The tags of roots, units, accounts and policies. */
@NullMarked
package dev.keyward.server.organizations.tag;

import org.jspecify.annotations.NullMarked;
