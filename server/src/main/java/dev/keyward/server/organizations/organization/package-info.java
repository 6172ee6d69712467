/** The organization itself, and its root. */
@NullMarked
package dev.keyward.server.organizations.organization;

import org.jspecify.annotations.NullMarked;
