package dev.keyward.server.iam.upload;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;

/** DeleteSigningCertificate and DeleteSSHPublicKey. */
final class DeleteUpload implements Operation.Writing<UploadRef> {

    private final UploadKind kind;

    DeleteUpload(UploadKind kind) {
        this.kind = kind;
    }

    @Override
    public String name() {
        return "Delete" + kind.word();
    }

    @Override
    public UploadRef read(Struct input) {
        return UploadRef.read(kind, input);
    }

    @Override
    public List<Target> targets(UploadRef request, Call call, Snapshot snapshot) {
        return List.of(request.user().target(name(), call, snapshot));
    }

    @Override
    public Struct perform(
            UploadRef request, Call call, List<Target> targets, Transaction transaction) {
        transaction.uploadedCredentials().delete(request.get(call, transaction));
        return Struct.empty();
    }
}
