/**
 * How key material that was made elsewhere comes in: wrapped under a public key that {@link
 * dev.keyward.crypto.importing.WrappingKey} answers with, together with a token that carries its
 * private half. Begin reading at {@link dev.keyward.crypto.importing.ImportTokens}. Nothing here
 * knows what the material is; who asked for it finds out whether it fits the key.
 */
@NullMarked
package dev.keyward.crypto.importing;

import org.jspecify.annotations.NullMarked;
