package dev.keyward.server.iam.common;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.wire.Struct;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/**
 * A user, group or role that a request asks for.
 *
 * @param tags in the order given; a group has none
 * @param boundary the ARN of the policy that bounds it; a group has none
 */
public record NewEntity(
        OwnerKind kind,
        String path,
        String name,
        Map<String, String> tags,
        Optional<String> boundary) {

    public static NewEntity read(OwnerKind kind, Struct input) {
        return new NewEntity(
                kind,
                PathInput.path(input),
                input.requiredText(kind.nameMember()),
                Tags.read(input, Tags.Case.INSENSITIVE),
                Boundaries.read(input));
    }

    /** Making it, on the ARN that it will have. */
    public Target target(String operation, Call call) {
        return new Target(
                "iam:" + operation,
                Target.Named.of(kind.arn(call.account(), path, name)),
                Tags.ofRequest(tags).with(Boundaries.key(boundary)));
    }

    /** When something is made now; IAM tells no more than the second. */
    public static Instant created(Call call) {
        return call.now().truncatedTo(ChronoUnit.SECONDS);
    }
}
