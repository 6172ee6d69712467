package dev.keyward.server.iam.lastaccess;

import dev.keyward.crypto.RandomSource;
import dev.keyward.server.iam.common.Paging;
import dev.keyward.server.iam.usage.AccessTracking;
import dev.keyward.server.service.Operation;

import java.util.List;

/** The operations of this family. */
public final class LastAccessOperations {

    private LastAccessOperations() {}

    public static List<Operation<?>> all(
            AccessTracking tracking, RandomSource random, Paging paging) {
        return List.of(
                new GenerateServiceLastAccessedDetails(random),
                new GetServiceLastAccessedDetails(tracking, paging),
                new GetServiceLastAccessedDetailsWithEntities(tracking, paging),
                new ListPoliciesGrantingServiceAccess(paging));
    }
}
