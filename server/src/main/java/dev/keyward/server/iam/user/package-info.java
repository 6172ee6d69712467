/**
 * IAM users: made, described, deleted.
 */
@NullMarked
package dev.keyward.server.iam.user;

import org.jspecify.annotations.NullMarked;
