/** Organizational units: making, renaming, listing and deleting them. */
@NullMarked
package dev.keyward.server.organizations.unit;

import org.jspecify.annotations.NullMarked;
