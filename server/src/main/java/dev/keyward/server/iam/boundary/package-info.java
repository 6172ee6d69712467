/**
 * Permissions boundaries of users and roles.
 */
@NullMarked
package dev.keyward.server.iam.boundary;

import org.jspecify.annotations.NullMarked;
