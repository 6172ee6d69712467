/**
 * Cryptography with symmetric keys: Encrypt, Decrypt, ReEncrypt, data keys and random bytes. Checks come
 * in KMS's order: the key's state, its usage and spec, the dry run, the cryptography.
 */
@NullMarked
package dev.keyward.server.kms.data;

import org.jspecify.annotations.NullMarked;
