package dev.keyward.server.callers;

import dev.keyward.crypto.RandomSource;
import dev.keyward.server.authorize.AccessKeySecrets;
import dev.keyward.server.model.ServedRegions;

/** What the operations are built from. */
public record ServiceCallerParts(
        AccessKeySecrets secrets, ServedRegions regions, RandomSource random) {}
