package dev.keyward.server.sts;

import dev.keyward.crypto.RandomSource;
import dev.keyward.server.authorize.EncodedRefusals;
import dev.keyward.server.authorize.MfaCodes;
import dev.keyward.server.authorize.SessionTokens;
import dev.keyward.server.federation.WebIdentities;
import dev.keyward.server.store.Store;

/**
 * What the STS operations are built from.
 *
 * @param store for callers who are vouched for, since they are known before a transaction begins
 */
public record StsParts(
        SessionTokens tokens,
        MfaCodes mfaCodes,
        EncodedRefusals refusals,
        Store store,
        RedeemedAssertions redeemed,
        WebIdentities webIdentities,
        RandomSource random) {}
