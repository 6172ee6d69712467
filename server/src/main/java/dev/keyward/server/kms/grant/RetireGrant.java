package dev.keyward.server.kms.grant;

import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.kms.common.DryRun;
import dev.keyward.server.kms.common.GrantTokens;
import dev.keyward.server.kms.common.KmsError;
import dev.keyward.server.kms.common.KmsOperationsTable;
import dev.keyward.server.kms.common.OperationTargets;
import dev.keyward.server.model.Grant;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.Struct;

import java.util.List;

/**
 * Ends a grant, in whatever state its key is. The grant says who may: neither the key's policy nor its
 * account has a say.
 *
 * <p>Source: KMS API Reference, "RetireGrant"; KMS Developer Guide, "Retiring and revoking grants".
 */
public final class RetireGrant implements Operation.Writing<RetireGrant.Request> {

    private static final String NAME = "RetireGrant";
    private static final String ARN = "arn:";

    private final OperationTargets targets;
    private final GrantTokens tokens;

    /** How a request names the grant. */
    sealed interface Named {}

    record ByToken(GrantTokens.Named grant) implements Named {}

    record ById(String keyArn, String grantId) implements Named {}

    record Request(Named named, DryRun dryRun) {}

    public RetireGrant(KmsOperationsTable table, GrantTokens tokens) {
        this.targets = OperationTargets.of(table.row(NAME));
        this.tokens = tokens;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Request read(Struct input) {
        return new Request(named(input), DryRun.read(input));
    }

    private Named named(Struct input) {
        var token = input.text("GrantToken");
        var key = input.text("KeyId");
        var id = input.text("GrantId");
        if (token.isPresent() && key.isEmpty() && id.isEmpty()) {
            return new ByToken(tokens.open(token.get()));
        }
        if (token.isEmpty() && key.isPresent() && id.isPresent()) {
            return new ById(requireArn(key.get()), GrantIds.requireId(id.get()));
        }
        throw CommonError.VALIDATION.because(
                "RetireGrant needs a GrantToken alone, or a KeyId and a GrantId");
    }

    /** Whoever retires a grant need not be of the key's account, so that an id alone says too little. */
    private static String requireArn(String keyId) {
        if (!keyId.startsWith(ARN)) {
            throw KmsError.NOT_FOUND.because("Invalid arn " + keyId);
        }
        return keyId;
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return List.of(
                switch (request.named()) {
                    case ByToken(var named) -> target(named, call, snapshot);
                    case ById(var keyArn, var grantId) -> target(keyArn, grantId, call, snapshot);
                });
    }

    /** A token is good in the Region that it was made in. */
    private Target target(GrantTokens.Named named, Call call, Snapshot snapshot) {
        var grant = GrantTokens.require(named, snapshot);
        if (!grant.keyArn().region().equals(call.region().code())) {
            throw KmsError.INVALID_GRANT_TOKEN.withoutMessage();
        }
        var key = snapshot.keys()
                .find(grant.keyArn())
                .orElseThrow(() -> new IllegalStateException(
                        "a grant on " + grant.keyArn() + ", which is no key"));
        return targets.retiring(key, grant);
    }

    /** Of another account's key nobody learns which grants there are, or whether there is the key. */
    private Target target(String keyArn, String grantId, Call call, Snapshot snapshot) {
        var named = targets.named(keyArn, ContextKeys.empty(), call, snapshot);
        if (!(named.resource() instanceof Target.Key(var key, var mention, var reach))) {
            return named;
        }
        var grant = snapshot.grants().find(key.arn(), grantId);
        if (grant.isPresent()) {
            return targets.retiring(key, grant.get());
        }
        if (key.account().equals(call.account())) {
            throw GrantIds.notFound(grantId);
        }
        return new Target(
                named.action(),
                new Target.UnknownKey(key.arn(), key.account(), mention),
                named.keys());
    }

    @Override
    public Struct perform(
            Request request, Call call, List<Target> allowed, Transaction transaction) {
        request.dryRun().endHere();
        transaction.grants().delete(grant(allowed.getFirst()));
        return Struct.empty();
    }

    private static Grant grant(Target allowed) {
        if (allowed.resource() instanceof Target.Retirable(var key, var grant)) {
            return grant;
        }
        throw new IllegalStateException("allowed to retire no grant but " + allowed.resource());
    }
}
