/**
 * What Keyward keeps, as plain records: keys, aliases, users, groups, roles, policies, access keys.
 * Policies are kept as text here; {@code authorize} compiles them.
 */
@NullMarked
package dev.keyward.server.model;

import org.jspecify.annotations.NullMarked;
