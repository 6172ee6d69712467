/**
 * How many requests a second KMS takes from an account in a Region, by {@code request-quotas.table}.
 *
 * <p>Source: KMS Developer Guide, "Request quotas".
 */
@NullMarked
package dev.keyward.server.kms.quota;

import org.jspecify.annotations.NullMarked;
