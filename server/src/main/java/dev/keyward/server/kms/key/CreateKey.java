package dev.keyward.server.kms.key;

import dev.keyward.crypto.KeyMaterial;
import dev.keyward.crypto.RandomSource;
import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.kms.common.KeyCount;
import dev.keyward.server.kms.common.KeyMetadata;
import dev.keyward.server.kms.common.KmsOperationsTable;
import dev.keyward.server.kms.common.OperationTargets;
import dev.keyward.server.kms.keypolicy.KeyPolicies;
import dev.keyward.server.kms.keypolicy.PolicyInput;
import dev.keyward.server.kms.material.NewMaterials;
import dev.keyward.server.kms.tag.KeyTags;
import dev.keyward.server.model.KeyManager;
import dev.keyward.server.model.KeyMaterialEntry;
import dev.keyward.server.model.KeyOrigin;
import dev.keyward.server.model.KeyState;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Makes a key with its material, its policy and its tags; one of the origin {@code EXTERNAL} waits for
 * its material. With tags, kms:TagResource must be allowed
 * beside kms:CreateKey. Only IAM policies can allow either, since there is no key yet.
 *
 * <p>Source: KMS API Reference, "CreateKey".
 */
public final class CreateKey implements Operation.SlowWriting<CreateKey.Request, CreateKey.Made> {

    private static final String NAME = "CreateKey";

    private final OperationTargets creating;
    private final OperationTargets tagging;
    private final KeyPolicies policies;
    private final NewMaterials materials;
    private final RandomSource random;

    record Request(
            KeyKind kind,
            String description,
            PolicyInput policy,
            SortedMap<String, String> tags,
            ContextKeys keys,
            ContextKeys taggingKeys) {}

    /** A key that is not stored yet, and its material, unless that is to be imported. */
    record Made(KmsKey bare, Optional<KeyMaterial> material) implements Operation.Prepared {

        @Override
        public void close() {
            material.ifPresent(KeyMaterial::close);
        }
    }

    public CreateKey(
            KmsOperationsTable table,
            KeyPolicies policies,
            NewMaterials materials,
            RandomSource random) {
        this.creating = OperationTargets.of(table.row(NAME));
        this.tagging = OperationTargets.of(table.row("TagResource"));
        this.policies = policies;
        this.materials = materials;
        this.random = random;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Request read(Struct input) {
        return new Request(
                KeyKind.read(input),
                input.text("Description").orElse(""),
                PolicyInput.read(input),
                KeyTags.read(input),
                creating.keys(input),
                tagging.keys(input));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        var needed = new ArrayList<Target>();
        needed.add(creating.anything(request.keys(), call));
        if (!request.tags().isEmpty()) {
            needed.add(tagging.onNewKey(request.taggingKeys(), call));
        }
        return needed;
    }

    @Override
    public void check(Request request, Call call, List<Target> allowed, Snapshot snapshot) {
        KeyCount.requireRoom(call.account(), call.region(), snapshot);
        policies.policyOfNewKey(request.policy(), bareKey(request, call), call, snapshot);
    }

    @Override
    public Made prepare(Request request, Call call, List<Target> allowed) {
        var bare = bareKey(request, call);
        return new Made(
                bare,
                bare.origin() == KeyOrigin.EXTERNAL
                        ? Optional.empty()
                        : Optional.of(materials.generate(bare)));
    }

    @Override
    public Struct perform(
            Request request, Made made, Call call, List<Target> allowed, Transaction transaction) {
        KeyCount.requireRoom(call.account(), call.region(), transaction);
        var policy = policies.policyOfNewKey(request.policy(), made.bare(), call, transaction);
        var key = made.bare()
                .but()
                .policy(policy)
                .currentMaterialId(made.material().map(material -> material.id().value()))
                .key();
        transaction.keys().insert(key);
        made.material()
                .ifPresent(material -> transaction
                        .materials()
                        .insert(
                                KeyMaterialEntry.first(
                                        key.arn(), material.id().value(), call.now()),
                                materials.seal(material)));
        return Struct.builder()
                .put("KeyMetadata", KeyMetadata.of(key, transaction))
                .build();
    }

    /** The key as asked for, still without policy and material. */
    private KmsKey bareKey(Request request, Call call) {
        var kind = request.kind();
        return new KmsKey(
                call.account(),
                call.region(),
                kind.multiRegion() ? KeyIds.nextMultiRegion(random) : KeyIds.next(random),
                kind.spec(),
                kind.usage(),
                kind.origin(),
                KeyManager.CUSTOMER,
                kind.origin() == KeyOrigin.EXTERNAL ? KeyState.PENDING_IMPORT : KeyState.ENABLED,
                kind.multiRegion() ? Optional.of(call.region()) : Optional.empty(),
                request.description(),
                call.now(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "",
                request.tags(),
                Collections.emptySortedSet());
    }
}
