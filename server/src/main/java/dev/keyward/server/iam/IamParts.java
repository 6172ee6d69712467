package dev.keyward.server.iam;

import dev.keyward.crypto.RandomSource;
import dev.keyward.server.authorize.AccessKeySecrets;
import dev.keyward.server.authorize.MfaCodes;
import dev.keyward.server.iam.password.Passwords;
import dev.keyward.server.iam.usage.AccessTracking;
import dev.keyward.server.service.Markers;
import dev.keyward.server.store.Store;

/** What the IAM operations are built from. */
public record IamParts(
        AccessKeySecrets secrets,
        MfaCodes mfaCodes,
        AccessTracking tracking,
        Store store,
        Passwords passwords,
        Markers markers,
        RandomSource random) {}
