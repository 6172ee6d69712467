/**
 * What proves that a message is genuine: MACs.
 *
 * <p>Source: KMS Developer Guide, "HMAC keys in AWS KMS".
 */
@NullMarked
package dev.keyward.server.kms.sign;

import org.jspecify.annotations.NullMarked;
