package dev.keyward.server.iam.report;

import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.NewEntity;
import dev.keyward.server.iam.usage.AccessTracking;
import dev.keyward.server.model.CredentialReport;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;

/**
 * Makes the credential report of the account, unless the last one is younger than four hours. It is done
 * when this answers, whose state is {@code STARTED} all the same, as clients expect of a new report.
 */
final class GenerateCredentialReport implements Operation.Writing<Struct> {

    private final AccessTracking tracking;

    GenerateCredentialReport(AccessTracking tracking) {
        this.tracking = tracking;
    }

    @Override
    public String name() {
        return "GenerateCredentialReport";
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
    public Struct perform(
            Struct request, Call call, List<Target> targets, Transaction transaction) {
        var last = transaction.credentialReports().find(call.account());
        if (last.filter(report -> ReportAge.isCurrent(report, call)).isPresent()) {
            return Struct.builder().put("State", "COMPLETE").build();
        }
        var table = new CredentialTable(call.account(), transaction, tracking);
        transaction
                .credentialReports()
                .put(new CredentialReport(call.account(), table.csv(), NewEntity.created(call)));
        return Struct.builder()
                .put("State", "STARTED")
                .put("Description", "No report exists. Starting a new report generation task")
                .build();
    }
}
