/**
 * Passwords of users, and what an account asks of them. Nobody signs in here with a password: they are kept
 * for what administers them, and for what checks them by ChangePassword.
 */
@NullMarked
package dev.keyward.server.iam.password;

import org.jspecify.annotations.NullMarked;
