-- The whole life of keys: who looks after one, where the primary key of related multi-Region keys is,
-- how long a primary waits for its replicas to be deleted, and when material is rotated.
ALTER TABLE kms_keys ADD COLUMN manager TEXT NOT NULL DEFAULT 'CUSTOMER';
ALTER TABLE kms_keys ADD COLUMN primary_region TEXT;
ALTER TABLE kms_keys ADD COLUMN deletion_window_days INTEGER;
ALTER TABLE kms_keys ADD COLUMN rotation_days INTEGER;
ALTER TABLE kms_keys ADD COLUMN rotation_nanos BIGINT;

UPDATE kms_keys SET primary_region = region WHERE multi_region <> 0;
-- What the window was is not known any more; nothing tells it while there is a date.
UPDATE kms_keys SET deletion_window_days = 30 WHERE deletion_nanos IS NOT NULL;
ALTER TABLE kms_keys DROP COLUMN multi_region;

CREATE INDEX kms_keys_by_rotation ON kms_keys (rotation_nanos) WHERE rotation_nanos IS NOT NULL;
CREATE INDEX kms_keys_related ON kms_keys (account_id, key_id) WHERE primary_region IS NOT NULL;

-- Material that expired or was deleted leaves its row without its bytes, so that only the same material
-- can be imported in its place.
CREATE TABLE kms_key_materials_anew (
    account_id     TEXT   NOT NULL,
    region         TEXT   NOT NULL,
    key_id         TEXT   NOT NULL,
    material_id    TEXT   NOT NULL,
    state          TEXT   NOT NULL,
    sealed         ${bytes},
    created_nanos  BIGINT NOT NULL,
    expiry_nanos   BIGINT,
    description    TEXT   NOT NULL,
    rotation_type  TEXT,
    rotation_nanos BIGINT,
    PRIMARY KEY (account_id, region, key_id, material_id),
    FOREIGN KEY (account_id, region, key_id) REFERENCES kms_keys (account_id, region, key_id)
);
INSERT INTO kms_key_materials_anew
    (account_id, region, key_id, material_id, state, sealed, created_nanos, description)
SELECT account_id, region, key_id, material_id, 'CURRENT', sealed, created_nanos, ''
FROM kms_key_materials;
DROP TABLE kms_key_materials;
ALTER TABLE kms_key_materials_anew RENAME TO kms_key_materials;

CREATE INDEX kms_key_materials_by_expiry
    ON kms_key_materials (expiry_nanos) WHERE expiry_nanos IS NOT NULL;
