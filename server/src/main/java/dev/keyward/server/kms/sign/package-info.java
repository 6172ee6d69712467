/**
 * What proves that a message is genuine, MACs and signatures, and what else key pairs are for: their
 * public keys and shared secrets. Begin with {@link dev.keyward.server.kms.sign.Signatures}.
 *
 * <p>Source: KMS Developer Guide, "HMAC keys in AWS KMS" and "Asymmetric keys in AWS KMS".
 */
@NullMarked
package dev.keyward.server.kms.sign;

import org.jspecify.annotations.NullMarked;
