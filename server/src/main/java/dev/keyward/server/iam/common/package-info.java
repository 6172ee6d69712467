/**
 * What the operations of IAM share: errors and quotas, the entities that requests name, how entities
 * are described in answers, tags, pages, and the checks on policy documents.
 *
 * <p>An operation names an entity by {@link dev.keyward.server.iam.common.OwnerRef} or {@link
 * dev.keyward.server.iam.common.PolicyRef}: both make the target to be authorized first, which works
 * for what does not exist too, and find the entity afterwards. So a caller that may not ask learns
 * nothing about what there is.
 */
@NullMarked
package dev.keyward.server.iam.common;

import org.jspecify.annotations.NullMarked;
