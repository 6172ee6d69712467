/**
 * What symmetric keys do. {@link dev.keyward.crypto.symmetric.AesGcmEnvelope} is Encrypt and
 * Decrypt; {@link dev.keyward.crypto.symmetric.DerivedKeyGcm} is the construction below it, which
 * sealing at rest uses too. {@link dev.keyward.crypto.symmetric.HmacKey} is GenerateMac and
 * VerifyMac.
 */
@NullMarked
package dev.keyward.crypto.symmetric;

import org.jspecify.annotations.NullMarked;
