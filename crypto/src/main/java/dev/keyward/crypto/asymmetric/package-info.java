/**
 * What key pairs do. {@link dev.keyward.crypto.asymmetric.Signing} is Sign and Verify, {@link
 * dev.keyward.crypto.asymmetric.RsaEncryption} is Encrypt and Decrypt under an RSA key, {@link
 * dev.keyward.crypto.asymmetric.EcdhAgreement} is DeriveSharedSecret. Who computes is chosen in
 * {@link dev.keyward.crypto.AsymmetricProviders}.
 */
@NullMarked
package dev.keyward.crypto.asymmetric;

import org.jspecify.annotations.NullMarked;
