package dev.keyward.server.iam;

import dev.keyward.crypto.RandomSource;
import dev.keyward.server.authorize.AccessKeySecrets;
import dev.keyward.server.authorize.MfaCodes;
import dev.keyward.server.iam.usage.AccessTracking;
import dev.keyward.server.service.Markers;

/** What the IAM operations are built from. */
public record IamParts(
        AccessKeySecrets secrets,
        MfaCodes mfaCodes,
        AccessTracking tracking,
        Markers markers,
        RandomSource random) {}
