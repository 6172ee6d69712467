package dev.keyward.server.kms.grant;

import dev.keyward.crypto.RandomSource;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.kms.common.DryRun;
import dev.keyward.server.kms.common.GrantTokens;
import dev.keyward.server.kms.common.KeyRequest;
import dev.keyward.server.kms.common.KeyStates;
import dev.keyward.server.kms.common.KmsError;
import dev.keyward.server.kms.common.KmsOperationsTable;
import dev.keyward.server.kms.common.OperationTargets;
import dev.keyward.server.model.Grant;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;

/**
 * Grants operations on a key. The grant is in force when this has answered. A request that repeats one
 * with the same name makes no other grant, but gives another token.
 *
 * <p>Whoever is allowed by a policy may grant whatever the key can do; whoever is by a grant, only what
 * that grant allows itself, under constraints as strict, which {@code authorize} sees to.
 *
 * <p>Source: KMS API Reference, "CreateGrant".
 */
public final class CreateGrant implements Operation.Writing<CreateGrant.Request> {

    private static final String NAME = "CreateGrant";

    /** Source: KMS Developer Guide, "Resource quotas". */
    private static final int MOST_OF_A_KEY = 50_000;

    private final OperationTargets targets;
    private final GrantTokens tokens;
    private final RandomSource random;

    record Request(KeyRequest key, GrantRequest grant, DryRun dryRun) {}

    public CreateGrant(KmsOperationsTable table, GrantTokens tokens, RandomSource random) {
        this.targets = OperationTargets.of(table.row(NAME));
        this.tokens = tokens;
        this.random = random;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Request read(Struct input) {
        return new Request(
                KeyRequest.read(input, targets), GrantRequest.read(input), DryRun.read(input));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return targets.only(request.key(), call, snapshot);
    }

    @Override
    public Struct perform(
            Request request, Call call, List<Target> allowed, Transaction transaction) {
        var key = allowed.getFirst().key();
        KeyStates.requireGrantable(key);
        request.grant().requireFit(key);
        var wanted = wanted(request.grant(), key, call, transaction);
        var alike = transaction.grants().findAlike(wanted);
        if (alike.isEmpty()) {
            requireRoom(key, transaction);
        }
        request.dryRun().endHere();
        if (alike.isEmpty()) {
            transaction.grants().insert(wanted);
        }
        var grant = alike.orElse(wanted);
        return Struct.builder()
                .put("GrantToken", tokens.seal(grant))
                .put("GrantId", grant.id())
                .build();
    }

    private Grant wanted(GrantRequest asked, KmsKey key, Call call, Snapshot snapshot) {
        return new Grant(
                key.arn(),
                GrantIds.next(random),
                asked.name(),
                GrantParties.stored(asked.grantee(), snapshot),
                asked.retiring().map(party -> GrantParties.stored(party, snapshot)),
                call.account(),
                asked.operations(),
                asked.context(),
                asked.sourceArn(),
                call.now());
    }

    private static void requireRoom(KmsKey key, Snapshot snapshot) {
        if (snapshot.grants().count(key.arn()) >= MOST_OF_A_KEY) {
            throw KmsError.LIMIT_EXCEEDED.because(
                    key.arn() + " has " + MOST_OF_A_KEY + " grants, the most that a key can have");
        }
    }
}
