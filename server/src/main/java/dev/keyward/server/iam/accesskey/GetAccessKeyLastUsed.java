package dev.keyward.server.iam.accesskey;

import dev.keyward.policy.Arn;
import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.Tags;
import dev.keyward.server.iam.usage.AccessTracking;
import dev.keyward.server.model.AccessKey;
import dev.keyward.server.model.User;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.Optional;

/**
 * Tells whose an access key is and when it was last used, for what and in which Region. Of a key that is
 * not of the caller's account nobody learns whether it exists.
 */
final class GetAccessKeyLastUsed implements Operation.Reading<String> {

    private static final String NEVER = "N/A";

    private final AccessTracking tracking;

    GetAccessKeyLastUsed(AccessTracking tracking) {
        this.tracking = tracking;
    }

    @Override
    public String name() {
        return "GetAccessKeyLastUsed";
    }

    @Override
    public String read(Struct input) {
        return input.requiredText("AccessKeyId");
    }

    @Override
    public List<Target> targets(String id, Call call, Snapshot snapshot) {
        var owner = find(id, call, snapshot).flatMap(key -> owner(key, snapshot));
        var arn = owner.map(User::arn)
                .orElseGet(() -> new Arn("aws", "iam", "", call.account().value(), "root"));
        var tags = owner.map(user -> Tags.ofResource(user.tags())).orElse(ContextKeys.empty());
        return List.of(new Target(
                "iam:" + name(), new Target.Named(arn, tags, mention(id)), ContextKeys.empty()));
    }

    private static String mention(String id) {
        return "access key " + id;
    }

    private static Optional<AccessKey> find(String id, Call call, Snapshot snapshot) {
        return snapshot.accessKeys().find(id).filter(key -> key.account().equals(call.account()));
    }

    private static Optional<User> owner(AccessKey key, Snapshot snapshot) {
        return key.userId().flatMap(userId -> snapshot.users().findById(userId));
    }

    @Override
    public Struct perform(String id, Call call, List<Target> targets, Snapshot snapshot) {
        var key = find(id, call, snapshot)
                .orElseThrow(() -> CommonError.ACCESS_DENIED.because(
                        "User: " + call.caller().principal().arn()
                                + " is not authorized to perform: iam:" + name() + " on resource: "
                                + mention(id)));
        var use = tracking.ofAccessKey(id, snapshot);
        return Struct.builder()
                .putText("UserName", owner(key, snapshot).map(User::name))
                .put(
                        "AccessKeyLastUsed",
                        Struct.builder()
                                .putTime("LastUsedDate", use.map(last -> last.time()))
                                .put(
                                        "ServiceName",
                                        use.map(last -> last.service()).orElse(NEVER))
                                .put(
                                        "Region",
                                        use.map(last -> last.region().code()).orElse(NEVER))
                                .build())
                .build();
    }
}
