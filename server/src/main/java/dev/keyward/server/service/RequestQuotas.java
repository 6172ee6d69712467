package dev.keyward.server.service;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.wire.Struct;

import java.util.List;

/** How often callers may call. Asked once for each call, before it is authorized. */
@FunctionalInterface
public interface RequestQuotas {

    /** Everybody may call as often as they like. */
    RequestQuotas NONE = (call, operation, input, targets) -> {};

    /**
     * Counts a call. It must be quick.
     *
     * @param operation as the API names it, with its service: for example {@code kms:Decrypt}
     * @param targets what it is to be allowed
     * @throws dev.keyward.wire.ServiceException {@code ThrottlingException} if it is one too many
     */
    void count(Call call, String operation, Struct input, List<Target> targets);
}
