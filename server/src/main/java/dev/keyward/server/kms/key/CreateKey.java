package dev.keyward.server.kms.key;

import dev.keyward.crypto.RandomSource;
import dev.keyward.crypto.wrap.KeyMaterials;
import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.kms.common.KeyMetadata;
import dev.keyward.server.kms.common.KmsOperationsTable;
import dev.keyward.server.kms.common.OperationTargets;
import dev.keyward.server.kms.keypolicy.KeyPolicies;
import dev.keyward.server.kms.keypolicy.PolicyInput;
import dev.keyward.server.kms.material.KeyIdentities;
import dev.keyward.server.kms.tag.KeyTags;
import dev.keyward.server.model.KeyState;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.model.SealedMaterial;
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
 * Makes a key with its material, its policy and its tags. With tags, kms:TagResource must be allowed
 * beside kms:CreateKey. Only IAM policies can allow either, since there is no key yet.
 *
 * <p>Source: KMS API Reference, "CreateKey".
 */
public final class CreateKey implements Operation.Writing<CreateKey.Request> {

    private static final String NAME = "CreateKey";

    private final OperationTargets creating;
    private final OperationTargets tagging;
    private final KeyPolicies policies;
    private final KeyMaterials materials;
    private final RandomSource random;

    record Request(
            KeyKind kind,
            String description,
            PolicyInput policy,
            SortedMap<String, String> tags,
            ContextKeys keys,
            ContextKeys taggingKeys) {}

    public CreateKey(
            KmsOperationsTable table,
            KeyPolicies policies,
            KeyMaterials materials,
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
    public Struct perform(
            Request request, Call call, List<Target> allowed, Transaction transaction) {
        var bare = bareKey(request, call);
        var policy = policies.policyOfNewKey(request.policy(), bare, call, transaction);
        try (var material = materials.generateSymmetric(KeyIdentities.of(bare))) {
            var key = bare.withPolicy(policy).withCurrentMaterial(material.id().value());
            transaction.keys().insert(key);
            transaction
                    .keys()
                    .insertMaterial(new SealedMaterial(
                            key.arn(),
                            material.id().value(),
                            materials.seal(material),
                            call.now()));
            return Struct.builder().put("KeyMetadata", KeyMetadata.of(key)).build();
        }
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
                KeyState.ENABLED,
                kind.multiRegion(),
                request.description(),
                call.now(),
                Optional.empty(),
                Optional.empty(),
                "",
                request.tags(),
                Collections.emptySortedSet());
    }
}
