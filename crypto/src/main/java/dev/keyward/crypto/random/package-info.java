/**
 * Where random bytes come from: the one generator of the server. It stands on {@link
 * dev.keyward.crypto.Providers} alone.
 */
@NullMarked
package dev.keyward.crypto.random;

import org.jspecify.annotations.NullMarked;
