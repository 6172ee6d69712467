package dev.keyward.server.hosts;

import dev.keyward.policy.Arn;
import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Target;

import java.util.ArrayList;
import java.util.List;

/** What must be allowed for the operations of this family. */
final class HostTargets {

    static final String SERVICE = "rolesanywhere.amazonaws.com";

    private HostTargets() {}

    static List<Target> of(String operation) {
        return List.of(
                new Target("keyward:" + operation, new Target.Anything(), ContextKeys.empty()));
    }

    /** The same, and to give each of {@code roles} to hosts, so that nobody gains a role by giving it. */
    static List<Target> passing(String operation, List<Arn> roles) {
        var targets = new ArrayList<Target>(of(operation));
        var keys = ContextKeys.builder().single("iam:PassedToService", SERVICE).build();
        for (var role : roles) {
            targets.add(new Target("iam:PassRole", Target.Named.of(role), keys));
        }
        return targets;
    }
}
