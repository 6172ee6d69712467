package dev.keyward.server.kms.importing;

import dev.keyward.crypto.KeyMaterial;
import dev.keyward.crypto.KeySpec;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.kms.common.KeyRequest;
import dev.keyward.server.kms.common.KeyStates;
import dev.keyward.server.kms.common.KeyUses;
import dev.keyward.server.kms.common.KmsOperationsTable;
import dev.keyward.server.kms.common.OperationTargets;
import dev.keyward.server.kms.material.NewMaterials;
import dev.keyward.server.model.KeyOrigin;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.Optional;

/**
 * Takes material that was wrapped under a public key of GetParametersForImport: the first of a key, more
 * for a symmetric key to rotate to, or again what a key lost.
 *
 * <p>Source: KMS API Reference, "ImportKeyMaterial".
 */
public final class ImportKeyMaterial
        implements Operation.SlowWriting<ImportKeyMaterial.Request, ImportKeyMaterial.Unwrapped> {

    private static final String NAME = "ImportKeyMaterial";

    private final OperationTargets targets;
    private final Wrapping wrapping;
    private final NewMaterials materials;

    @SuppressWarnings("ArrayRecordComponent") // the request's own bytes, never compared
    record Request(KeyRequest key, byte[] token, byte[] wrapped, Wish wish) {}

    /**
     * What the request says of the material beside its bytes.
     *
     * @param materialId the id that it must turn out to have
     * @param description absent if it is to keep the one that it has
     */
    record Wish(
            Expiration expiration,
            Optional<ImportType> type,
            Optional<String> materialId,
            Optional<String> description) {}

    record Unwrapped(KeyMaterial material) implements Operation.Prepared {

        @Override
        public void close() {
            material.close();
        }
    }

    public ImportKeyMaterial(KmsOperationsTable table, Wrapping wrapping, NewMaterials materials) {
        this.targets = OperationTargets.of(table.row(NAME));
        this.wrapping = wrapping;
        this.materials = materials;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Request read(Struct input) {
        var wish = new Wish(
                Expiration.read(input),
                input.text("ImportType").map(ImportType::valueOf),
                input.text("KeyMaterialId"),
                input.text("KeyMaterialDescription"));
        if (wish.materialId().isPresent()
                && wish.type().equals(Optional.of(ImportType.NEW_KEY_MATERIAL))) {
            throw CommonError.VALIDATION.because(
                    "KeyMaterialId cannot be given with the ImportType NEW_KEY_MATERIAL");
        }
        return new Request(
                KeyRequest.read(input, targets),
                input.requiredBlob("ImportToken"),
                input.requiredBlob("EncryptedKeyMaterial"),
                wish);
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return targets.only(request.key(), call, snapshot);
    }

    @Override
    public void check(Request request, Call call, List<Target> allowed, Snapshot snapshot) {
        var key = allowed.getFirst().key();
        KeyUses.requireOrigin(key, KeyOrigin.EXTERNAL);
        KeyStates.requireImportable(key);
        request.wish().expiration().requireAhead(call.now());
        requireSymmetricIfWished(key, request.wish());
    }

    /**
     * Refuses what only keys with several materials can be asked.
     *
     * @throws ServiceException {@code UnsupportedOperationException}
     */
    private static void requireSymmetricIfWished(KmsKey key, Wish wish) {
        var wishes = wish.type().isPresent()
                || wish.materialId().isPresent()
                || wish.description().isPresent();
        if (wishes && key.spec() != KeySpec.SYMMETRIC_DEFAULT) {
            throw CommonError.UNSUPPORTED_OPERATION.because("ImportType, KeyMaterialId and"
                    + " KeyMaterialDescription are for symmetric encryption keys only");
        }
    }

    @Override
    public Unwrapped prepare(Request request, Call call, List<Target> allowed) {
        var key = allowed.getFirst().key();
        return new Unwrapped(wrapping.unwrap(key, request.token(), request.wrapped(), call.now()));
    }

    @Override
    public Struct perform(
            Request request,
            Unwrapped unwrapped,
            Call call,
            List<Target> allowed,
            Transaction transaction) {
        check(request, call, allowed, transaction);
        var key = allowed.getFirst().key();
        var material = unwrapped.material();
        var arriving = new Arrival.Material(
                material.id().value(), materials.seal(material), request.wish(), call.now());
        new Arrival(key, arriving, transaction).store();
        return Struct.builder()
                .put("KeyId", key.arn().toString())
                .put("KeyMaterialId", material.id().value())
                .build();
    }
}
