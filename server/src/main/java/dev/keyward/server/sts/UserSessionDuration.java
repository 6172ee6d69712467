package dev.keyward.server.sts;

import dev.keyward.policy.Principal;
import dev.keyward.wire.Struct;

import java.time.Duration;

/**
 * How long the credentials of GetSessionToken and GetFederationToken last: 15 minutes to 36 hours, 12
 * hours if the request does not say, and an hour at most for those of the root user.
 *
 * <p>Source: STS API Reference, "GetSessionToken" and "GetFederationToken", {@code DurationSeconds}.
 */
final class UserSessionDuration {

    private static final Duration USUAL = Duration.ofHours(12);
    private static final Duration LONGEST_OF_ROOT = Duration.ofHours(1);

    private UserSessionDuration() {}

    /** What the request asks for; the model limits it. */
    static Duration read(Struct input) {
        return input.integer("DurationSeconds").map(Duration::ofSeconds).orElse(USUAL);
    }

    /** What {@code principal} gets of it. */
    static Duration of(Principal principal, Duration asked) {
        var isTooLong = principal instanceof Principal.Root && asked.compareTo(LONGEST_OF_ROOT) > 0;
        return isTooLong ? LONGEST_OF_ROOT : asked;
    }
}
