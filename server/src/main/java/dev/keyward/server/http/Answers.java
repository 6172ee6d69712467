package dev.keyward.server.http;

import dev.keyward.server.authorize.Origin;
import dev.keyward.wire.HttpReply;
import dev.keyward.wire.HttpRequest;

/** What answers requests. Safe for use by many threads. */
public interface Answers {

    /** The answer to a whole request. Called on a thread of the request's own, so it may block. */
    HttpReply answer(HttpRequest request, Origin origin);

    /**
     * The answer to a request that cannot be taken: {@code request} is as much of it as is known.
     * Called on an event loop, so it must not block.
     */
    HttpReply refuse(HttpRequest request, HttpProblem problem);
}
