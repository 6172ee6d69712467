package dev.keyward.server.iam.upload;

import dev.keyward.crypto.certificate.SshPublicKey;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.IamError;
import dev.keyward.server.iam.common.NewEntity;
import dev.keyward.server.iam.common.OwnerKind;
import dev.keyward.server.iam.common.OwnerRef;
import dev.keyward.server.iam.common.UniqueIds;
import dev.keyward.server.model.AccessKey;
import dev.keyward.server.model.UploadedCredential;
import dev.keyward.server.model.User;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.Optional;

/**
 * A new SSH public key of a user, active: an RSA key of 2,048 bits or more.
 *
 * <p>Refused with {@code UnrecognizedPublicKeyEncoding}, {@code InvalidPublicKey}, {@code
 * DuplicateSSHPublicKey}, and with {@code LimitExceeded} beyond five of a user.
 */
final class UploadSshPublicKey implements Operation.Writing<UploadSshPublicKey.Request> {

    private static final UploadKind KIND = UploadKind.SSH_PUBLIC_KEY;

    private final UniqueIds ids;

    UploadSshPublicKey(UniqueIds ids) {
        this.ids = ids;
    }

    record Request(OwnerRef user, String body) {}

    @Override
    public String name() {
        return "UploadSSHPublicKey";
    }

    @Override
    public Request read(Struct input) {
        return new Request(
                OwnerRef.read(OwnerKind.USER, input), input.requiredText("SSHPublicKeyBody"));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return List.of(request.user().target(name(), call, snapshot));
    }

    @Override
    public Struct perform(
            Request request, Call call, List<Target> targets, Transaction transaction) {
        var user = (User) request.user().get(call, transaction);
        if (!SshPublicKey.isEncoded(request.body())) {
            throw IamError.UNRECOGNIZED_PUBLIC_KEY_ENCODING.because("Invalid public key uploaded.");
        }
        var key = SshPublicKey.parse(request.body())
                .orElseThrow(() -> IamError.INVALID_PUBLIC_KEY.because(
                        "the public key is no RSA key of 2048 bits or more"));
        var credentials = transaction.uploadedCredentials();
        var present = credentials.ofUser(KIND.stored(), user.id());
        if (present.stream().anyMatch(each -> each.fingerprint().equals(key.fingerprint()))) {
            throw IamError.DUPLICATE_SSH_PUBLIC_KEY.because(
                    "the SSH public key is associated with the user already");
        }
        KIND.quota().require(present.size() + 1);
        var credential = new UploadedCredential(
                ids.fresh("APKA"),
                KIND.stored(),
                call.account(),
                Optional.of(user.id()),
                key.ssh(),
                key.fingerprint(),
                AccessKey.Status.ACTIVE,
                NewEntity.created(call));
        credentials.insert(credential);
        return GetSshPublicKey.answer(credential, user, request.body());
    }
}
