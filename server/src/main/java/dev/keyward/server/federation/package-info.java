/**
 * Identity providers outside: whether a token of OpenID Connect is one of a provider that an account
 * accepts, and what it says of its holder.
 *
 * <p>{@link dev.keyward.server.federation.WebIdentities} verifies tokens. The keys for that come from a file
 * that the operator gives, or are fetched from the provider over HTTPS; this is the only package that
 * connects to anybody. It knows no operation and no store.
 */
@NullMarked
package dev.keyward.server.federation;

import org.jspecify.annotations.NullMarked;
