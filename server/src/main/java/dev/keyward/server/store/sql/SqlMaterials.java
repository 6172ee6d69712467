package dev.keyward.server.store.sql;

import dev.keyward.policy.Arn;
import dev.keyward.server.model.KeyMaterialEntry;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.model.MaterialState;
import dev.keyward.server.model.RotationType;
import dev.keyward.server.model.SealedMaterial;
import dev.keyward.server.store.Materials;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The materials of KMS keys in SQL; the bytes of single ones are cached. */
final class SqlMaterials implements Materials.Writer {

    private static final String COLUMNS = """
            account_id, region, key_id, material_id, state, sealed IS NOT NULL, created_nanos, \
            expiry_nanos, description, rotation_type, rotation_nanos""";

    private final Tables tables;

    SqlMaterials(Tables tables) {
        this.tables = tables;
    }

    @Override
    public Optional<SealedMaterial> find(Arn keyArn, String materialId) {
        return tables.caches()
                .materials()
                .get(
                        new Caches.MaterialName(keyArn, materialId),
                        KeyName.topic(keyArn),
                        tables,
                        this::load);
    }

    private Optional<SealedMaterial> load(Caches.MaterialName material) {
        return KeyName.parse(material.key()).flatMap(name -> load(name, material.materialId()));
    }

    private Optional<SealedMaterial> load(KeyName name, String materialId) {
        return tables.session()
                .statements()
                .find(
                        "SELECT sealed FROM kms_key_materials" + KeyName.OF_KEY
                                + " AND material_id = ? AND sealed IS NOT NULL",
                        row -> new SealedMaterial(name.arn(), materialId, row.bytes()),
                        name.account(),
                        name.region(),
                        name.id(),
                        materialId);
    }

    @Override
    public List<KeyMaterialEntry> list(Arn keyArn) {
        return KeyName.parse(keyArn)
                .map(name -> tables.session()
                        .statements()
                        .list(
                                "SELECT " + COLUMNS + " FROM kms_key_materials" + KeyName.OF_KEY
                                        + " ORDER BY created_nanos, material_id",
                                SqlMaterials::read,
                                name.account(),
                                name.region(),
                                name.id()))
                .orElse(List.of());
    }

    @Override
    public List<KeyMaterialEntry> dueForExpiry(Instant now, int limit) {
        return tables.session()
                .statements()
                .list("SELECT " + COLUMNS + """
                                 FROM kms_key_materials
                                WHERE expiry_nanos <= ? AND sealed IS NOT NULL
                                ORDER BY expiry_nanos, material_id LIMIT ?""", SqlMaterials::read, now, limit);
    }

    private static KeyMaterialEntry read(Row row) throws SQLException {
        return new KeyMaterialEntry(
                KmsKey.arnOf(row.account(), row.region(), row.text()),
                row.text(),
                row.constant(MaterialState.class),
                row.flag(),
                row.instant(),
                row.optionalInstant(),
                row.text(),
                rotation(row.optionalText(), row.optionalInstant()));
    }

    private static Optional<KeyMaterialEntry.Rotation> rotation(
            Optional<String> type, Optional<Instant> date) {
        return type.map(found ->
                new KeyMaterialEntry.Rotation(RotationType.valueOf(found), date.orElseThrow()));
    }

    @Override
    public void insert(KeyMaterialEntry entry, byte[] sealed) {
        insert(entry, Optional.of(sealed));
    }

    @Override
    public void insertMissing(KeyMaterialEntry entry) {
        insert(entry, Optional.empty());
    }

    private void insert(KeyMaterialEntry entry, Optional<byte[]> sealed) {
        var name = KeyName.require(entry.keyArn());
        writing(name)
                .changeOne(
                        """
                        INSERT INTO kms_key_materials
                            (account_id, region, key_id, material_id, state, sealed, created_nanos,
                             expiry_nanos, description, rotation_type, rotation_nanos)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                        name.account(),
                        name.region(),
                        name.id(),
                        entry.materialId(),
                        entry.state(),
                        sealed,
                        entry.created(),
                        entry.expires(),
                        entry.description(),
                        entry.rotation().map(KeyMaterialEntry.Rotation::type),
                        entry.rotation().map(KeyMaterialEntry.Rotation::date));
    }

    @Override
    public void update(KeyMaterialEntry entry) {
        var name = KeyName.require(entry.keyArn());
        writing(name)
                .changeOne(
                        """
                        UPDATE kms_key_materials
                        SET state = ?, created_nanos = ?, expiry_nanos = ?, description = ?,
                            rotation_type = ?, rotation_nanos = ?""" + KeyName.OF_KEY + " AND material_id = ?",
                        entry.state(),
                        entry.created(),
                        entry.expires(),
                        entry.description(),
                        entry.rotation().map(KeyMaterialEntry.Rotation::type),
                        entry.rotation().map(KeyMaterialEntry.Rotation::date),
                        name.account(),
                        name.region(),
                        name.id(),
                        entry.materialId());
    }

    @Override
    public void restore(KeyMaterialEntry entry, byte[] sealed) {
        update(entry);
        changeBytes(KeyName.require(entry.keyArn()), entry.materialId(), Optional.of(sealed));
    }

    @Override
    public void erase(Arn keyArn, String materialId) {
        changeBytes(KeyName.require(keyArn), materialId, Optional.empty());
        tables.session().eraseTraces();
    }

    @Override
    public void delete(Arn keyArn, String materialId) {
        var name = KeyName.require(keyArn);
        writing(name)
                .changeOne(
                        "DELETE FROM kms_key_materials" + KeyName.OF_KEY + " AND material_id = ?",
                        name.account(),
                        name.region(),
                        name.id(),
                        materialId);
        tables.session().eraseTraces();
    }

    private void changeBytes(KeyName name, String materialId, Optional<byte[]> sealed) {
        writing(name)
                .changeOne(
                        "UPDATE kms_key_materials SET sealed = ?" + KeyName.OF_KEY
                                + " AND material_id = ?",
                        sealed,
                        name.account(),
                        name.region(),
                        name.id(),
                        materialId);
    }

    private Statements writing(KeyName name) {
        tables.session().touch(name.topic());
        return tables.session().statements();
    }
}
