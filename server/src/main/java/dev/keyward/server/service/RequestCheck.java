package dev.keyward.server.service;

import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.function.Consumer;

/**
 * What a service checks of every request by itself, so that its operations need not know of it. It comes
 * before whatever an operation checks.
 */
@FunctionalInterface
public interface RequestCheck {

    /** Nothing is checked. */
    RequestCheck NONE = _ -> _ -> {};

    /**
     * Checks what {@code input} says alone, and gives what checks it against what is stored; that is
     * called each time before the targets of the call are named.
     *
     * @throws dev.keyward.wire.ServiceException if the request is refused
     */
    Consumer<Snapshot> read(Struct input);
}
