/**
 * HTTP: from bytes on a socket to a {@link dev.keyward.wire.HttpRequest} and back. {@code Pipeline} is
 * the whole life of a request and the place to begin reading; {@code Listener} and what it uses is the
 * only code that knows the HTTP library. Nothing here knows a service but by its operations.
 */
@NullMarked
package dev.keyward.server.http;

import org.jspecify.annotations.NullMarked;
