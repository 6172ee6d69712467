-- Services outside of this server that may call it as services of AWS would. Regions are words, a space apart.
CREATE TABLE registered_services (
    principal     TEXT   NOT NULL PRIMARY KEY,
    account_id    TEXT   NOT NULL REFERENCES accounts (account_id),
    signing_name  TEXT   NOT NULL,
    regions       TEXT   NOT NULL,
    status        TEXT   NOT NULL,
    created_nanos BIGINT NOT NULL
);

CREATE TABLE service_keys (
    access_key_id TEXT     NOT NULL PRIMARY KEY,
    principal     TEXT     NOT NULL REFERENCES registered_services (principal),
    sealed_secret ${bytes} NOT NULL,
    created_nanos BIGINT   NOT NULL
);

CREATE INDEX service_keys_by_principal ON service_keys (principal);

-- Whose certificates show who a host is, as in IAM Roles Anywhere. Certificates and revocations are PEM.
CREATE TABLE trust_anchors (
    anchor_id     TEXT   NOT NULL,
    account_id    TEXT   NOT NULL REFERENCES accounts (account_id),
    region        TEXT   NOT NULL,
    anchor_name   TEXT   NOT NULL,
    enabled       BIGINT NOT NULL,
    certificates  TEXT   NOT NULL,
    revocations   TEXT   NOT NULL,
    created_nanos BIGINT NOT NULL,
    updated_nanos BIGINT NOT NULL,
    PRIMARY KEY (account_id, region, anchor_id)
);

-- Which roles hosts may have, and what limits their sessions. Role and policy ARNs are words, a space apart.
CREATE TABLE host_profiles (
    profile_id     TEXT   NOT NULL,
    account_id     TEXT   NOT NULL REFERENCES accounts (account_id),
    region         TEXT   NOT NULL,
    profile_name   TEXT   NOT NULL,
    enabled        BIGINT NOT NULL,
    roles          TEXT   NOT NULL,
    policies       TEXT   NOT NULL,
    session_policy TEXT,
    most_seconds   BIGINT NOT NULL,
    session_names  BIGINT NOT NULL,
    created_nanos  BIGINT NOT NULL,
    updated_nanos  BIGINT NOT NULL,
    PRIMARY KEY (account_id, region, profile_id)
);
