-- The last successful use of each key, and since when uses are recorded here.
CREATE TABLE kms_last_uses (
    account_id TEXT   NOT NULL,
    region     TEXT   NOT NULL,
    key_id     TEXT   NOT NULL,
    operation  TEXT   NOT NULL,
    used_nanos BIGINT NOT NULL,
    request_id TEXT   NOT NULL,
    PRIMARY KEY (account_id, region, key_id),
    FOREIGN KEY (account_id, region, key_id) REFERENCES kms_keys (account_id, region, key_id)
);

CREATE TABLE kms_use_tracking (
    began_nanos BIGINT NOT NULL
);
