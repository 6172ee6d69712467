/**
 * Certificates, private keys and SSH public keys as people upload them, in text: what they are, and which
 * belong together. {@link dev.keyward.crypto.certificate.PemCertificate}, {@link
 * dev.keyward.crypto.certificate.PemPrivateKey} and {@link
 * dev.keyward.crypto.certificate.SshPublicKey} read them; what cannot be read is an empty answer.
 */
@NullMarked
package dev.keyward.crypto.certificate;

import org.jspecify.annotations.NullMarked;
