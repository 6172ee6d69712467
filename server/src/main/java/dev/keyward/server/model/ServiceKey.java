package dev.keyward.server.model;

import java.time.Instant;

/**
 * An access key ({@code AKSP...}) of a {@link RegisteredService}. The secret is sealed under the root key
 * with the access key's id as authenticated data.
 *
 * @param principal the service's name
 */
@SuppressWarnings("ArrayRecordComponent") // opaque bytes, never compared
public record ServiceKey(String id, String principal, byte[] sealedSecret, Instant created) {

    @Override
    public String toString() {
        return "ServiceKey[" + id + ", " + principal + "]";
    }
}
