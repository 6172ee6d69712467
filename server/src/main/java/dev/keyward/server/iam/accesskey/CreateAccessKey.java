package dev.keyward.server.iam.accesskey;

import dev.keyward.crypto.RandomSource;
import dev.keyward.crypto.SecretBytes;
import dev.keyward.server.authorize.AccessKeyIds;
import dev.keyward.server.authorize.AccessKeySecrets;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.CallerUser;
import dev.keyward.server.iam.common.NewEntity;
import dev.keyward.server.iam.common.Quota;
import dev.keyward.server.model.AccessKey;
import dev.keyward.server.model.User;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** A new access key, active. This answer is the only one that ever holds its secret. */
final class CreateAccessKey implements Operation.Writing<CallerUser> {

    private final AccessKeySecrets secrets;
    private final RandomSource random;

    CreateAccessKey(AccessKeySecrets secrets, RandomSource random) {
        this.secrets = secrets;
        this.random = random;
    }

    @Override
    public String name() {
        return "CreateAccessKey";
    }

    @Override
    public CallerUser read(Struct input) {
        return CallerUser.read(input);
    }

    @Override
    public List<Target> targets(CallerUser request, Call call, Snapshot snapshot) {
        return List.of(request.target(name(), call, snapshot));
    }

    @Override
    public Struct perform(
            CallerUser request, Call call, List<Target> targets, Transaction transaction) {
        var user = request.get(call, transaction);
        Quota.ACCESS_KEYS_PER_USER.require(
                AccessKeyRef.keys(user, call, transaction).size() + 1);
        var id = AccessKeyIds.fresh(AccessKeyIds.LONG_TERM, call.account(), random);
        var secret = AccessKeyIds.freshSecret(random);
        var key = new AccessKey(
                id,
                call.account(),
                user.map(User::id),
                AccessKey.Status.ACTIVE,
                sealed(id, secret),
                NewEntity.created(call));
        transaction.accessKeys().insert(key);
        var answer = AccessKeyShapes.listed(key, user).put("SecretAccessKey", secret);
        return Struct.builder().put("AccessKey", answer.build()).build();
    }

    private byte[] sealed(String id, String secret) {
        try (var bytes = SecretBytes.taking(secret.getBytes(StandardCharsets.UTF_8))) {
            return secrets.seal(id, bytes);
        }
    }
}
