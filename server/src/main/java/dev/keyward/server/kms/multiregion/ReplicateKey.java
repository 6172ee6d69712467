package dev.keyward.server.kms.multiregion;

import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.kms.common.KeyCount;
import dev.keyward.server.kms.common.KeyMetadata;
import dev.keyward.server.kms.common.KeyRequest;
import dev.keyward.server.kms.common.KeyStates;
import dev.keyward.server.kms.common.KmsError;
import dev.keyward.server.kms.common.KmsOperationsTable;
import dev.keyward.server.kms.common.OperationTargets;
import dev.keyward.server.kms.common.RelatedKeys;
import dev.keyward.server.kms.importing.ImportedMaterials;
import dev.keyward.server.kms.keypolicy.KeyPolicies;
import dev.keyward.server.kms.keypolicy.PolicyInput;
import dev.keyward.server.kms.tag.KeyTags;
import dev.keyward.server.model.KeyOrigin;
import dev.keyward.server.model.KeyState;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.model.MultiRegionKeyType;
import dev.keyward.server.model.Region;
import dev.keyward.server.model.ServedRegions;
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
 * Makes a replica of a multi-Region primary key in another Region: a key of the same id and material with
 * its own policy, tags and description. It is allowed twice, or three times: kms:ReplicateKey on the
 * primary key where that is, kms:CreateKey in the replica's Region, and kms:TagResource there if there
 * are tags.
 *
 * <p>Source: KMS API Reference, "ReplicateKey"; KMS Developer Guide, "Control access to multi-Region keys".
 */
public final class ReplicateKey implements Operation.Writing<ReplicateKey.Request> {

    private static final String NAME = "ReplicateKey";
    private static final String BYPASS = "BypassPolicyLockoutSafetyCheck";

    private final OperationTargets replicating;
    private final OperationTargets creating;
    private final OperationTargets tagging;
    private final KeyPolicies policies;
    private final ServedRegions regions;

    /** @param input as it came, which the condition keys of kms:CreateKey are made from */
    record Request(
            KeyRequest key,
            Region region,
            String description,
            PolicyInput policy,
            SortedMap<String, String> tags,
            Struct input) {}

    public ReplicateKey(KmsOperationsTable table, KeyPolicies policies, ServedRegions regions) {
        this.replicating = OperationTargets.of(table.row(NAME));
        this.creating = OperationTargets.of(table.row("CreateKey"));
        this.tagging = OperationTargets.of(table.row("TagResource"));
        this.policies = policies;
        this.regions = regions;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Request read(Struct input) {
        return new Request(
                KeyRequest.read(input, replicating),
                RegionInput.read(input, "ReplicaRegion", regions),
                input.text("Description").orElse(""),
                PolicyInput.read(input),
                KeyTags.read(input),
                input);
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        var needed = new ArrayList<>(replicating.only(request.key(), call, snapshot));
        // What is not there, or another account's, is refused for itself.
        if (needed.getFirst().resource() instanceof Target.Key target) {
            var keys = creationKeys(request, target.key());
            needed.add(creating.anything(keys, call).in(request.region()));
            if (!request.tags().isEmpty()) {
                var tagKeys = tagging.keys(request.input());
                needed.add(tagging.onNewKey(tagKeys, call).in(request.region()));
            }
        }
        return needed;
    }

    /** The keys of a CreateKey request for a key like {@code primary}, but for being a replica. */
    private ContextKeys creationKeys(Request request, KmsKey primary) {
        var input = Struct.builder()
                .put("KeySpec", primary.spec().name())
                .put("KeyUsage", primary.usage().name())
                .put("Origin", primary.origin().name())
                .put("MultiRegion", true)
                .putList("Tags", request.input().structs("Tags"));
        request.input().bool(BYPASS).ifPresent(bypass -> input.put(BYPASS, bypass));
        var asPrimary = creating.keys(input.build());
        return ContextKeys.lazily(() -> asPrimary.with(ContextKeys.builder()
                .single("kms:MultiRegionKeyType", MultiRegionKeyType.REPLICA.name())
                .build()));
    }

    @Override
    public Struct perform(
            Request request, Call call, List<Target> allowed, Transaction transaction) {
        var primary = allowed.getFirst().key();
        KeyStates.requireReplicable(primary);
        RelatedKeys.requirePrimary(primary);
        var bare = bareReplica(request, primary, call);
        if (transaction.keys().find(bare.arn()).isPresent()) {
            throw KmsError.ALREADY_EXISTS.because("the key " + bare.arn() + " exists already");
        }
        KeyCount.requireRoom(bare.account(), bare.region(), transaction);
        var replica =
                bare.withPolicy(policies.policyOfNewKey(request.policy(), bare, call, transaction));
        transaction.keys().insert(replica);
        RelatedKeys.copyMaterials(primary, replica, transaction);
        ImportedMaterials.settleAll(primary, transaction);
        return Struct.builder()
                .put("ReplicaKeyMetadata", KeyMetadata.of(replica, transaction))
                .put("ReplicaPolicy", KeyPolicies.shown(replica, transaction))
                .putList("ReplicaTags", KeyTags.shown(replica.tags()))
                .build();
    }

    /** The replica, still without policy. All that is shared is as in the primary. */
    private static KmsKey bareReplica(Request request, KmsKey primary, Call call) {
        return primary.but()
                .region(request.region())
                .state(
                        primary.origin() == KeyOrigin.EXTERNAL
                                ? KeyState.PENDING_IMPORT
                                : KeyState.ENABLED)
                .description(request.description())
                .created(call.now())
                .deletion(Optional.empty())
                .policy("")
                .tags(request.tags())
                .aliases(Collections.emptySortedSet())
                .key();
    }
}
