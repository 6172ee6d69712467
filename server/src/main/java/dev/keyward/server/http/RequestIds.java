package dev.keyward.server.http;

import dev.keyward.crypto.RandomSource;

/** Names requests, in the form of AWS's request ids: random UUIDs. */
final class RequestIds {

    private final RandomSource random;

    RequestIds(RandomSource random) {
        this.random = random;
    }

    /** A fresh one. */
    String next() {
        return random.uuid().toString();
    }
}
