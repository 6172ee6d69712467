-- Grantees and retiring principals are stored as in key policies: users and roles by unique id.
-- operations are words, a space apart; context_pairs is written and read by ContextPairs alone.
CREATE TABLE kms_grants (
    account_id      TEXT   NOT NULL,
    region          TEXT   NOT NULL,
    key_id          TEXT   NOT NULL,
    grant_id        TEXT   NOT NULL,
    grant_name      TEXT   NOT NULL,
    grantee_kind    TEXT   NOT NULL,
    grantee         TEXT   NOT NULL,
    retiring_kind   TEXT,
    retiring        TEXT,
    issuing_account TEXT   NOT NULL,
    operations      TEXT   NOT NULL,
    context_rule    TEXT,
    context_pairs   TEXT   NOT NULL,
    source_arn      TEXT,
    created_nanos   BIGINT NOT NULL,
    PRIMARY KEY (account_id, region, key_id, grant_id),
    FOREIGN KEY (account_id, region, key_id) REFERENCES kms_keys (account_id, region, key_id)
);

CREATE UNIQUE INDEX kms_grants_by_grantee
    ON kms_grants (account_id, region, key_id, grantee, grant_id);

CREATE UNIQUE INDEX kms_grants_by_retiring ON kms_grants (retiring, region, grant_id)
    WHERE retiring IS NOT NULL;

CREATE INDEX kms_grants_by_name ON kms_grants (account_id, region, key_id, grant_name)
    WHERE grant_name <> '';

-- How many grants a key has, since counting 50,000 rows takes too long to do in the one writer.
CREATE TABLE kms_grant_counts (
    account_id  TEXT   NOT NULL,
    region      TEXT   NOT NULL,
    key_id      TEXT   NOT NULL,
    grant_count BIGINT NOT NULL CHECK (grant_count >= 0),
    PRIMARY KEY (account_id, region, key_id),
    FOREIGN KEY (account_id, region, key_id) REFERENCES kms_keys (account_id, region, key_id)
);
