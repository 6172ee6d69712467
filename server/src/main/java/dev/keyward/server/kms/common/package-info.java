/**
 * What all KMS operations share: their table, their errors, how a KeyId leads to a key, which states of
 * a key they refuse, and how lists are paged. Begin reading at {@link
 * dev.keyward.server.kms.common.OperationTargets}. It knows no single operation.
 */
@NullMarked
package dev.keyward.server.kms.common;

import org.jspecify.annotations.NullMarked;
