/**
 * IAM: users, groups, roles, policies, access keys. {@link dev.keyward.server.iam.IamOperations} lists
 * the operations; each stands in its family's package, and what they share in {@code common}. What
 * each needs to be allowed is on one page, {@code iam-operations.table}.
 */
@NullMarked
package dev.keyward.server.iam;

import org.jspecify.annotations.NullMarked;
