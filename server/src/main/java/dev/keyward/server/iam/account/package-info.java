/**
 * The account as a whole: how much there is in it, and all that is in it.
 */
@NullMarked
package dev.keyward.server.iam.account;

import org.jspecify.annotations.NullMarked;
