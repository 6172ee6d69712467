/**
 * When access keys, users and roles were last used: {@link
 * dev.keyward.server.iam.usage.AccessTracking} sees every call, and what asks about users, roles and
 * keys asks it.
 */
@NullMarked
package dev.keyward.server.iam.usage;

import org.jspecify.annotations.NullMarked;
