package dev.keyward.server.iam.accesskey;

import dev.keyward.crypto.RandomSource;
import dev.keyward.server.authorize.AccessKeySecrets;
import dev.keyward.server.iam.common.Paging;
import dev.keyward.server.iam.usage.AccessTracking;
import dev.keyward.server.service.Operation;

import java.util.List;

/** The operations of this family. */
public final class AccessKeyOperations {

    private AccessKeyOperations() {}

    public static List<Operation<?>> all(
            AccessKeySecrets secrets, RandomSource random, AccessTracking tracking, Paging paging) {
        return List.of(
                new CreateAccessKey(secrets, random),
                new ListAccessKeys(paging),
                new UpdateAccessKey(),
                new DeleteAccessKey(),
                new GetAccessKeyLastUsed(tracking));
    }
}
