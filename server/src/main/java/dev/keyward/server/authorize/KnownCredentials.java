package dev.keyward.server.authorize;

import dev.keyward.wire.sigv4.Scope;
import dev.keyward.wire.sigv4.SigningKey;

/** Credentials that exist and are not switched off, with what is needed to verify a signature. */
record KnownCredentials(Caller caller, SigningKeys signingKeys) {

    SigningKey signingKey(Scope scope) {
        return signingKeys.of(scope);
    }
}
