/**
 * Managed policies on users, groups and roles: attached, detached, listed. Each operation exists
 * three times, once for each kind of owner.
 */
@NullMarked
package dev.keyward.server.iam.attachment;

import org.jspecify.annotations.NullMarked;
