package dev.keyward.server.iam.password;

import java.util.function.Supplier;

/** Where computations run that take long, so that they do not hold up others. */
@FunctionalInterface
public interface SlowWork {

    /** What {@code work} gives; what it throws comes out unchanged. */
    <T> T run(Supplier<T> work);
}
