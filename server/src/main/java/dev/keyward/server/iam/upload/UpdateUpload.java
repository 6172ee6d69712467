package dev.keyward.server.iam.upload;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.KeyStatus;
import dev.keyward.server.model.AccessKey;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;

/** UpdateSigningCertificate and UpdateSSHPublicKey: switches one off, or on again. */
final class UpdateUpload implements Operation.Writing<UpdateUpload.Request> {

    private final UploadKind kind;

    UpdateUpload(UploadKind kind) {
        this.kind = kind;
    }

    record Request(UploadRef upload, AccessKey.Status status) {}

    @Override
    public String name() {
        return "Update" + kind.word();
    }

    @Override
    public Request read(Struct input) {
        return new Request(UploadRef.read(kind, input), KeyStatus.read(input));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return List.of(request.upload().user().target(name(), call, snapshot));
    }

    @Override
    public Struct perform(
            Request request, Call call, List<Target> targets, Transaction transaction) {
        var credential = request.upload().get(call, transaction);
        transaction.uploadedCredentials().update(credential.withStatus(request.status()));
        return Struct.empty();
    }
}
