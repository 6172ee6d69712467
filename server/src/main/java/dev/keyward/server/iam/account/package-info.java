/**
 * The account as a whole.
 */
@NullMarked
package dev.keyward.server.iam.account;

import org.jspecify.annotations.NullMarked;
