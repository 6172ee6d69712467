package dev.keyward.server.iam.upload;

import dev.keyward.crypto.certificate.SshPublicKey;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.model.UploadedCredential;
import dev.keyward.server.model.User;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.Optional;

/** An SSH public key with its fingerprint, encoded as asked for: a line of SSH, or PEM. */
final class GetSshPublicKey implements Operation.Reading<GetSshPublicKey.Request> {

    private static final UploadKind KIND = UploadKind.SSH_PUBLIC_KEY;

    /** @param encoding {@code SSH} or {@code PEM} */
    record Request(UploadRef key, String encoding) {}

    @Override
    public String name() {
        return "GetSSHPublicKey";
    }

    @Override
    public Request read(Struct input) {
        return new Request(UploadRef.read(KIND, input), input.requiredText("Encoding"));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return List.of(request.key().user().target(name(), call, snapshot));
    }

    @Override
    public Struct perform(Request request, Call call, List<Target> targets, Snapshot snapshot) {
        var credential = request.key().get(call, snapshot);
        var user = request.key().user().get(call, snapshot).orElseThrow();
        var body = request.encoding().equals("PEM") ? pem(credential) : credential.body();
        return answer(credential, user, body);
    }

    private static String pem(UploadedCredential credential) {
        return SshPublicKey.parse(credential.body())
                .map(SshPublicKey::pem)
                .orElseThrow(() -> new IllegalStateException(
                        "the stored SSH key " + credential.id() + " cannot be read"));
    }

    /** The answer that shows a key whole. */
    static Struct answer(UploadedCredential credential, User user, String body) {
        return Struct.builder()
                .put(
                        KIND.member(),
                        KIND.basics(credential, Optional.of(user))
                                .put("Fingerprint", credential.fingerprint())
                                .put("SSHPublicKeyBody", body)
                                .build())
                .build();
    }
}
