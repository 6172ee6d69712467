package dev.keyward.server.iam.simulate;

import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.Optional;

/** Whose policies an operation is about: those of a user, group or role, or only those in the request. */
enum Asked {
    OF_CUSTOM_POLICIES("CustomPolicy"),
    OF_A_PRINCIPAL("PrincipalPolicy");

    private final String word;

    Asked(String word) {
        this.word = word;
    }

    /** As it stands at the end of the operations' names. */
    String word() {
        return word;
    }

    /** The entity that the request names. */
    Optional<PolicySource> source(Struct input) {
        return switch (this) {
            case OF_CUSTOM_POLICIES -> Optional.empty();
            case OF_A_PRINCIPAL ->
                Optional.of(PolicySource.of(input.requiredText("PolicySourceArn")));
        };
    }

    /** What must be allowed: to see the entity's policies, or to simulate at all. */
    static List<Target> targets(
            String operation, Optional<PolicySource> source, Call call, Snapshot snapshot) {
        return List.of(source.map(entity -> entity.target(operation, call, snapshot))
                .orElseGet(() -> new Target(
                        "iam:" + operation, new Target.Anything(), ContextKeys.empty())));
    }
}
