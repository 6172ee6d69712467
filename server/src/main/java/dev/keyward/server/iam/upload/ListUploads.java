package dev.keyward.server.iam.upload;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.CallerUser;
import dev.keyward.server.iam.common.Paging;
import dev.keyward.server.model.UploadedCredential;
import dev.keyward.server.model.User;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;

/** ListSigningCertificates and ListSSHPublicKeys: those of a user, oldest first. */
final class ListUploads implements Operation.Reading<ListUploads.Request> {

    private final UploadKind kind;
    private final Paging paging;

    ListUploads(UploadKind kind, Paging paging) {
        this.kind = kind;
        this.paging = paging;
    }

    record Request(CallerUser user, Paging.Asked asked) {}

    @Override
    public String name() {
        return "List" + kind.word() + "s";
    }

    @Override
    public Request read(Struct input) {
        return new Request(CallerUser.read(input), Paging.Asked.read(input));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return List.of(request.user().target(name(), call, snapshot));
    }

    @Override
    public Struct perform(Request request, Call call, List<Target> targets, Snapshot snapshot) {
        var user = request.user().get(call, snapshot);
        var window =
                paging.open(name(), call, request.asked(), user.map(User::id).orElse("root"));
        var page = window.slice(UploadRef.all(kind, user, call, snapshot), ListUploads::sortKey);
        return window.answer(kind.member() + "s", page, credential -> kind.listed(credential, user))
                .build();
    }

    private static String sortKey(UploadedCredential credential) {
        return "%012d %s".formatted(credential.uploaded().getEpochSecond(), credential.id());
    }
}
