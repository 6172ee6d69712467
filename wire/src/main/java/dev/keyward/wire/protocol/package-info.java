/**
 * The two protocols of AWS's services: HTTP messages to and from documents, by an API's shapes.
 *
 * <p>Begin with {@link dev.keyward.wire.protocol.Routes}, which finds the {@link
 * dev.keyward.wire.protocol.Protocol} that a request speaks and with it the service; the protocol
 * finds the operation, reads its input, checked, and writes what the server answers. Neither
 * knows what any operation does, and no operation knows which protocol carried it.
 */
@NullMarked
package dev.keyward.wire.protocol;

import org.jspecify.annotations.NullMarked;
