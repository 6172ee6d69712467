package dev.keyward.server.iam.common;

import dev.keyward.policy.Arn;
import dev.keyward.policy.ContextKeys;
import dev.keyward.policy.Principal;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.model.User;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

import java.util.Optional;

/**
 * Whom a request is about that may name a user and need not: the user named, or else the caller, who
 * is a user or the root user.
 */
public record CallerUser(Optional<String> named) {

    public static CallerUser read(Struct input) {
        return new CallerUser(input.text(OwnerKind.USER.nameMember()));
    }

    /**
     * The action on that user.
     *
     * @throws ServiceException {@code ValidationError} if no user is named and the caller is none
     */
    public Target target(String operation, Call call, Snapshot snapshot) {
        var ref = ref(call, snapshot);
        if (ref.isPresent()) {
            return ref.get().target(operation, call, snapshot);
        }
        return new Target(
                "iam:" + operation,
                Target.Named.of(Arn.parse(call.caller().principal().arn())),
                ContextKeys.empty());
    }

    /**
     * The user; empty for the root user.
     *
     * @throws ServiceException {@code NoSuchEntity}
     */
    public Optional<User> get(Call call, Snapshot snapshot) {
        return ref(call, snapshot).map(ref -> (User) ref.get(call, snapshot));
    }

    private Optional<OwnerRef> ref(Call call, Snapshot snapshot) {
        if (named.isPresent()) {
            return named.map(name -> new OwnerRef(OwnerKind.USER, name));
        }
        var caller = call.caller().principal();
        if (caller instanceof Principal.User user) {
            return Optional.of(snapshot.users()
                    .findById(user.id())
                    .map(found -> new OwnerRef(OwnerKind.USER, found.name()))
                    .orElseThrow(CallerUser::unnamed));
        }
        if (caller instanceof Principal.Root) {
            return Optional.empty();
        }
        throw unnamed();
    }

    private static ServiceException unnamed() {
        return CommonError.VALIDATION.because(
                "Must specify userName when calling with non-User credentials");
    }
}
