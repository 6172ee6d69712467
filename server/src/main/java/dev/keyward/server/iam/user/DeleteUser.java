package dev.keyward.server.iam.user;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.DeleteConflicts;
import dev.keyward.server.iam.common.OwnerKind;
import dev.keyward.server.iam.common.OwnerRef;
import dev.keyward.server.model.UploadedCredential;
import dev.keyward.server.model.User;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.Optional;

/**
 * Deletes a user on which nothing hangs any more. Policies that named it go on naming its unique id,
 * so that a new user of the same name gains nothing.
 */
final class DeleteUser implements Operation.Writing<OwnerRef> {

    @Override
    public String name() {
        return "DeleteUser";
    }

    @Override
    public OwnerRef read(Struct input) {
        return OwnerRef.read(OwnerKind.USER, input);
    }

    @Override
    public List<Target> targets(OwnerRef request, Call call, Snapshot snapshot) {
        return List.of(request.target(name(), call, snapshot));
    }

    @Override
    public Struct perform(
            OwnerRef request, Call call, List<Target> targets, Transaction transaction) {
        var user = (User) request.get(call, transaction);
        DeleteConflicts.requireNone(
                transaction.loginProfiles().find(user.id()).stream().toList(),
                "must delete login profile first");
        DeleteConflicts.requireNone(
                transaction.mfaDevices().of(user.account(), Optional.of(user.id())),
                "must remove tokens from principal first");
        DeleteConflicts.requireNone(
                transaction.accessKeys().ofUser(user.id()), "must delete access keys first");
        for (var kind : UploadedCredential.Kind.values()) {
            DeleteConflicts.requireNone(
                    transaction.uploadedCredentials().ofUser(kind, user.id()), toDo(kind));
        }
        DeleteConflicts.requireNone(
                transaction.groups().ofUser(user.id()), "must remove users from group first");
        DeleteConflicts.requireNoPolicies(user, transaction);
        transaction.users().delete(user);
        return Struct.empty();
    }

    private static String toDo(UploadedCredential.Kind kind) {
        return switch (kind) {
            case SIGNING_CERTIFICATE -> "must delete signing certificates first";
            case SSH_PUBLIC_KEY -> "must delete SSH public keys first";
        };
    }
}
