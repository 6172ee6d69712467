package dev.keyward.server.service;

import dev.keyward.server.authorize.Origin;
import dev.keyward.wire.HttpReply;
import dev.keyward.wire.HttpRequest;
import dev.keyward.wire.protocol.Protocol;

import java.time.Instant;

/** A service with a path and a kind of signature of its own. Safe for use by many threads. */
public interface OwnWire {

    /** The form of its refusals. */
    Protocol protocol();

    /** The one operation that it has. */
    String operation();

    /**
     * The answer to a whole request.
     *
     * @throws dev.keyward.wire.ServiceException if it is refused
     * @throws dev.keyward.server.store.StoreException if storage fails
     */
    HttpReply answer(HttpRequest http, Origin origin, Instant now, String requestId);
}
