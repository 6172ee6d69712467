/**
 * How secrets are kept: {@link dev.keyward.crypto.wrap.RootKey} is the one secret that everything
 * else at rest is sealed under, {@link dev.keyward.crypto.wrap.RootKeyFile} the form in which it is
 * itself kept. Begin reading at {@link dev.keyward.crypto.wrap.Sealer}. Nothing here reads or
 * writes a file.
 */
@NullMarked
package dev.keyward.crypto.wrap;

import org.jspecify.annotations.NullMarked;
