package dev.keyward.server.kms.rotation;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.kms.common.KeyRequest;
import dev.keyward.server.kms.common.KmsOperationsTable;
import dev.keyward.server.kms.common.OperationTargets;
import dev.keyward.server.kms.common.Paging;
import dev.keyward.server.model.ExpirationModel;
import dev.keyward.server.model.KeyMaterialEntry;
import dev.keyward.server.model.KeyMaterialEntry.Rotation;
import dev.keyward.server.model.KeyOrigin;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.service.Markers.Listing;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Page;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Lists the rotations of a key, the oldest first: each material that became current by one. With {@code
 * ALL_KEY_MATERIAL} also the first material, and imported material that waits for its rotation.
 *
 * <p>Source: KMS API Reference, "ListKeyRotations" and "RotationsListEntry".
 */
public final class ListKeyRotations implements Operation.Reading<ListKeyRotations.Request> {

    private static final String NAME = "ListKeyRotations";

    /** Source: the API Reference, {@code Limit}. */
    private static final int USUAL_LIMIT = 100;

    private static final String ALL = "ALL_KEY_MATERIAL";

    /** The first material, those that were rotated to, and what waits. */
    private static final Comparator<KeyMaterialEntry> IN_ORDER = Comparator.comparing(
                    (KeyMaterialEntry entry) -> entry.rotation().isPresent() || entry.isPending())
            .thenComparing(KeyMaterialEntry::isPending)
            .thenComparing(entry -> entry.rotation().map(Rotation::date).orElse(entry.created()));

    private final OperationTargets targets;
    private final Paging paging;

    record Request(KeyRequest key, boolean all, Paging.Asked page) {}

    public ListKeyRotations(KmsOperationsTable table, Paging paging) {
        this.targets = OperationTargets.of(table.row(NAME));
        this.paging = paging;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Request read(Struct input) {
        return new Request(
                KeyRequest.read(input, targets),
                input.text("IncludeKeyMaterial").equals(Optional.of(ALL)),
                Paging.Asked.read(input, USUAL_LIMIT));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return targets.only(request.key(), call, snapshot);
    }

    @Override
    public Struct perform(Request request, Call call, List<Target> allowed, Snapshot snapshot) {
        var key = allowed.getFirst().key();
        RotatableKeys.requireSymmetric(key);
        var listing = Listing.of("kms:" + NAME, call, key.id() + (request.all() ? " " + ALL : ""));
        var rows = paging.rows(request.page(), listing);
        var listed = snapshot.materials().list(key.arn()).stream()
                .filter(entry -> request.all() || entry.rotation().isPresent())
                .sorted(IN_ORDER)
                .toList();
        var page = page(listed, rows);
        var rotations = page.items().stream()
                .map(entry -> shown(entry, key, call.now()))
                .toList();
        return paging.answer(Struct.builder().putList("Rotations", rotations), page, listing);
    }

    /** There are few, and their order is that of time, not of their ids, which are the sort keys. */
    private static Page<KeyMaterialEntry> page(List<KeyMaterialEntry> all, Page.Request rows) {
        var ids = all.stream().map(KeyMaterialEntry::materialId).toList();
        var from = rows.after().map(after -> ids.indexOf(after) + 1).orElse(0);
        var to = Math.min(from + rows.limit(), all.size());
        return new Page<>(
                all.subList(from, to),
                to < all.size() ? Optional.of(ids.get(to - 1)) : Optional.empty());
    }

    private static Struct shown(KeyMaterialEntry entry, KmsKey key, Instant now) {
        var shown = Struct.builder()
                .put("KeyId", key.id())
                .put("KeyMaterialId", entry.materialId())
                .put("KeyMaterialState", entry.state().name());
        entry.rotation()
                .ifPresent(rotation -> shown.put("RotationDate", rotation.date())
                        .put("RotationType", rotation.type().name()));
        if (key.origin() == KeyOrigin.EXTERNAL) {
            addImport(entry, now, shown);
        }
        return shown.build();
    }

    private static void addImport(KeyMaterialEntry entry, Instant now, Struct.Builder shown) {
        if (!entry.description().isEmpty()) {
            shown.put("KeyMaterialDescription", entry.description());
        }
        if (!entry.isUsable(now)) {
            shown.put("ImportState", "PENDING_IMPORT");
            return;
        }
        shown.put("ImportState", "IMPORTED")
                .put("ExpirationModel", ExpirationModel.of(entry.expires()).name())
                .putTime("ValidTo", entry.expires());
    }
}
