package dev.keyward.server.http;

import java.time.Duration;

/**
 * What one client, or all of them together, may take up.
 *
 * @param connections open at once, of all clients
 * @param idle between the end of an answer and the last byte of the next request's headers
 * @param read for a connection's first headers, for any body, and for a client to take an answer;
 *     each as a whole, however busily the client sends
 */
public record Limits(int connections, Duration idle, Duration read) {

    /** Of a body, as AWS's JSON services have it. */
    static final int BODY_BYTES = 1024 * 1024;

    /** Of all headers together. Session tokens are the largest thing in them, a few KiB. */
    static final int HEADER_BYTES = 32 * 1024;

    /** Of the request line; presigned requests and GETs of query services are long. */
    static final int REQUEST_LINE_BYTES = 64 * 1024;

    /** Requests of one HTTP/2 connection that are on their way at once. */
    static final int CONCURRENT_STREAMS = 100;
}
