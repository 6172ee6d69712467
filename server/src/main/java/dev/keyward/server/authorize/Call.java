package dev.keyward.server.authorize;

import dev.keyward.policy.AccountId;
import dev.keyward.server.model.Region;

import java.time.Instant;

/**
 * Everything about one request but its input: who calls, for which Region, when, and from where.
 *
 * @param region the Region of the signature's scope
 * @param now when the request arrived; the only clock that an operation may use
 */
public record Call(Caller caller, Region region, Instant now, String requestId, Origin origin) {

    public AccountId account() {
        return caller.account();
    }
}
