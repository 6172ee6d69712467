package dev.keyward.server.iam.report;

import dev.keyward.server.iam.usage.AccessTracking;
import dev.keyward.server.service.Operation;

import java.util.List;

/** The operations of this family. */
public final class CredentialReportOperations {

    private CredentialReportOperations() {}

    public static List<Operation<?>> all(AccessTracking tracking) {
        return List.of(new GenerateCredentialReport(tracking), new GetCredentialReport());
    }
}
