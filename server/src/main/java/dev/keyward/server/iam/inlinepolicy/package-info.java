/**
 * Policies that are part of one user, group or role. Each operation exists three times, once for
 * each kind of owner.
 */
@NullMarked
package dev.keyward.server.iam.inlinepolicy;

import org.jspecify.annotations.NullMarked;
