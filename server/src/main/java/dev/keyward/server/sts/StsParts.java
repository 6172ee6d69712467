package dev.keyward.server.sts;

import dev.keyward.crypto.RandomSource;
import dev.keyward.server.authorize.EncodedRefusals;
import dev.keyward.server.authorize.SessionTokens;

/** What the STS operations are built from. */
public record StsParts(SessionTokens tokens, EncodedRefusals refusals, RandomSource random) {}
