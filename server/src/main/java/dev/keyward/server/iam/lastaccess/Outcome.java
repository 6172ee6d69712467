package dev.keyward.server.iam.lastaccess;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.model.LastAccessJob;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.ProtocolName;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

import java.util.Optional;

/**
 * What came of a question: whom it is about, or why that cannot be told.
 *
 * @param found empty if there is a failure
 */
record Outcome(
        LastAccessJob job, Optional<Subject.Found> found, Optional<ServiceException> failure) {

    static Outcome of(LastAccessJob job, Call call, Snapshot snapshot) {
        try {
            var found = Subject.of(job.subject().toString()).get(call, snapshot);
            return new Outcome(job, Optional.of(found), Optional.empty());
        } catch (ServiceException gone) { // it was deleted since, which is what the answer tells
            return new Outcome(job, Optional.empty(), Optional.of(gone));
        }
    }

    /** Puts what every answer says of it. */
    Struct.Builder put(Struct.Builder answer) {
        answer.put("JobStatus", failure.isPresent() ? "FAILED" : "COMPLETED")
                .put("JobCreationDate", job.created())
                .put("JobCompletionDate", job.created());
        failure.ifPresent(why -> answer.put(
                "Error",
                Struct.builder()
                        .put("Code", why.code().code(ProtocolName.AWS_QUERY))
                        .put("Message", why.text().orElse(""))
                        .build()));
        return answer;
    }
}
