package dev.keyward.wire.sigv4;

/** What came of reading the signature of a request: it can be verified, or it is refused already. */
public sealed interface Reading permits SignedRequest, Refusal {}
