package dev.keyward.wire.sigv4;

/** Whether a signature is that of the key it names. */
public sealed interface Verdict permits Verdict.Valid, Refusal {

    /** It is: the request came from a holder of the secret, and nothing signed was changed. */
    record Valid() implements Verdict {}
}
