/**
 * The policies of organizations: making, attaching and listing them, and enabling their types. What they
 * forbid is decided where every request is.
 */
@NullMarked
package dev.keyward.server.organizations.policy;

import org.jspecify.annotations.NullMarked;
