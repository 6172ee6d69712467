package dev.keyward.server.iam.report;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.model.CredentialReport;

import java.time.Duration;

/** How long a credential report is good for. */
final class ReportAge {

    /** Source: IAM User Guide, "Generate credential reports for your AWS account". */
    private static final Duration LIFE = Duration.ofHours(4);

    private ReportAge() {}

    static boolean isCurrent(CredentialReport report, Call call) {
        return call.now().isBefore(report.generated().plus(LIFE));
    }
}
