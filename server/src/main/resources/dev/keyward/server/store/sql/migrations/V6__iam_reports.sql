-- When access keys were last used, and when users and roles last asked for what.
CREATE TABLE iam_access_key_uses (
    access_key_id TEXT   NOT NULL PRIMARY KEY REFERENCES iam_access_keys (access_key_id),
    service       TEXT   NOT NULL,
    region        TEXT   NOT NULL,
    used_nanos    BIGINT NOT NULL
);

CREATE TABLE iam_action_uses (
    entity_id  TEXT   NOT NULL REFERENCES iam_entities (entity_id),
    service    TEXT   NOT NULL,
    action     TEXT   NOT NULL,
    region     TEXT   NOT NULL,
    used_nanos BIGINT NOT NULL,
    PRIMARY KEY (entity_id, service, action)
);

-- Questions for when somebody last used what. The answers are made when they are read.
CREATE TABLE iam_last_access_jobs (
    job_id        TEXT   NOT NULL PRIMARY KEY,
    account_id    TEXT   NOT NULL REFERENCES accounts (account_id),
    requester_id  TEXT   NOT NULL,
    subject_arn   TEXT   NOT NULL,
    granularity   TEXT   NOT NULL,
    created_nanos BIGINT NOT NULL
);

CREATE INDEX iam_last_access_jobs_by_time ON iam_last_access_jobs (account_id, created_nanos);

CREATE TABLE iam_credential_reports (
    account_id      TEXT     NOT NULL PRIMARY KEY REFERENCES accounts (account_id),
    content         ${bytes} NOT NULL,
    generated_nanos BIGINT   NOT NULL
);

-- Signing certificates and SSH public keys. Without a user it is one of the account's root user.
CREATE TABLE iam_uploaded_credentials (
    credential_id  TEXT   NOT NULL PRIMARY KEY,
    kind           TEXT   NOT NULL,
    account_id     TEXT   NOT NULL REFERENCES accounts (account_id),
    user_id        TEXT REFERENCES iam_entities (entity_id),
    body           TEXT   NOT NULL,
    fingerprint    TEXT   NOT NULL,
    status         TEXT   NOT NULL,
    uploaded_nanos BIGINT NOT NULL
);

CREATE INDEX iam_uploaded_credentials_by_user ON iam_uploaded_credentials (user_id, kind);

CREATE INDEX iam_uploaded_credentials_by_account
    ON iam_uploaded_credentials (account_id, kind, fingerprint);

CREATE TABLE iam_server_certificates (
    certificate_id TEXT   NOT NULL PRIMARY KEY,
    account_id     TEXT   NOT NULL REFERENCES accounts (account_id),
    path           TEXT   NOT NULL,
    name           TEXT   NOT NULL,
    name_lower     TEXT   NOT NULL,
    body           TEXT   NOT NULL,
    chain          TEXT,
    uploaded_nanos BIGINT NOT NULL,
    expires_nanos  BIGINT NOT NULL
);

CREATE UNIQUE INDEX iam_server_certificates_by_name
    ON iam_server_certificates (account_id, name_lower);

CREATE TABLE iam_server_certificate_tags (
    certificate_id TEXT NOT NULL REFERENCES iam_server_certificates (certificate_id),
    tag_key        TEXT NOT NULL,
    tag_value      TEXT NOT NULL,
    PRIMARY KEY (certificate_id, tag_key)
);
