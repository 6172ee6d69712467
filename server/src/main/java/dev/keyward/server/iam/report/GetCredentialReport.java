package dev.keyward.server.iam.report;

import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.IamError;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;

/**
 * The last credential report of the account.
 *
 * <p>It is refused with {@code ReportNotPresent} if none was ever made, and with {@code ReportExpired} if
 * the last one is four hours old; AWS has no text for these.
 */
final class GetCredentialReport implements Operation.Reading<Struct> {

    @Override
    public String name() {
        return "GetCredentialReport";
    }

    @Override
    public Struct read(Struct input) {
        return input;
    }

    @Override
    public List<Target> targets(Struct request, Call call, Snapshot snapshot) {
        return List.of(new Target("iam:" + name(), new Target.Anything(), ContextKeys.empty()));
    }

    @Override
    public Struct perform(Struct request, Call call, List<Target> targets, Snapshot snapshot) {
        var report = snapshot.credentialReports()
                .find(call.account())
                .orElseThrow(IamError.REPORT_NOT_PRESENT::withoutMessage);
        if (!ReportAge.isCurrent(report, call)) {
            throw IamError.REPORT_EXPIRED.withoutMessage();
        }
        return Struct.builder()
                .put("Content", report.content())
                .put("ReportFormat", "text/csv")
                .put("GeneratedTime", report.generated())
                .build();
    }
}
