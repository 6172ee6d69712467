package dev.keyward.server.iam.lastaccess;

import dev.keyward.crypto.RandomSource;
import dev.keyward.policy.Arn;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.NewEntity;
import dev.keyward.server.model.LastAccessJob;
import dev.keyward.server.model.LastAccessJob.Granularity;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;

/**
 * Asks when a user, group, role or policy was last used for what. The answer is made when it is read; the
 * newest 1,000 questions of an account are kept.
 */
final class GenerateServiceLastAccessedDetails
        implements Operation.Writing<GenerateServiceLastAccessedDetails.Request> {

    private static final int MOST_KEPT = 1000;

    private final RandomSource random;

    GenerateServiceLastAccessedDetails(RandomSource random) {
        this.random = random;
    }

    record Request(Subject subject, Arn arn, Granularity granularity) {}

    @Override
    public String name() {
        return "GenerateServiceLastAccessedDetails";
    }

    @Override
    public Request read(Struct input) {
        var arn = input.requiredText("Arn");
        var granularity = input.text("Granularity")
                .map(Granularity::valueOf)
                .orElse(Granularity.SERVICE_LEVEL);
        return new Request(Subject.of(arn), Arn.parse(arn), granularity);
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return List.of(request.subject().target(name(), call, snapshot));
    }

    @Override
    public Struct perform(
            Request request, Call call, List<Target> targets, Transaction transaction) {
        // Refuses what is not there.
        request.subject().get(call, transaction);
        var job = new LastAccessJob(
                random.uuid().toString(),
                call.account(),
                JobRef.requesterId(call),
                request.arn(),
                request.granularity(),
                NewEntity.created(call));
        transaction.lastAccessJobs().insert(job);
        transaction.lastAccessJobs().keepNewest(call.account(), MOST_KEPT);
        return Struct.builder().put("JobId", job.id()).build();
    }
}
