-- Times are nanoseconds since 1970 in UTC, so that what was stored is read back exactly.
-- ${bytes} is what the engine calls a string of bytes.

CREATE TABLE accounts (
    account_id    TEXT   NOT NULL PRIMARY KEY,
    created_nanos BIGINT NOT NULL
);

-- A multi-Region key has the same id in several Regions, so the id alone is no primary key.
CREATE TABLE kms_keys (
    account_id          TEXT    NOT NULL REFERENCES accounts (account_id),
    region              TEXT    NOT NULL,
    key_id              TEXT    NOT NULL,
    spec                TEXT    NOT NULL,
    key_usage           TEXT    NOT NULL,
    origin              TEXT    NOT NULL,
    state               TEXT    NOT NULL,
    multi_region        INTEGER NOT NULL,
    description         TEXT    NOT NULL,
    created_nanos       BIGINT  NOT NULL,
    deletion_nanos      BIGINT,
    current_material_id TEXT,
    policy              TEXT    NOT NULL,
    PRIMARY KEY (account_id, region, key_id)
);

CREATE INDEX kms_keys_by_deletion ON kms_keys (deletion_nanos) WHERE deletion_nanos IS NOT NULL;

-- How many keys there are, since counting a million rows takes too long to do in the one writer.
CREATE TABLE kms_key_counts (
    account_id TEXT   NOT NULL REFERENCES accounts (account_id),
    region     TEXT   NOT NULL,
    key_count  BIGINT NOT NULL CHECK (key_count >= 0),
    PRIMARY KEY (account_id, region)
);

CREATE TABLE kms_key_tags (
    account_id TEXT NOT NULL,
    region     TEXT NOT NULL,
    key_id     TEXT NOT NULL,
    tag_key    TEXT NOT NULL,
    tag_value  TEXT NOT NULL,
    PRIMARY KEY (account_id, region, key_id, tag_key),
    FOREIGN KEY (account_id, region, key_id) REFERENCES kms_keys (account_id, region, key_id)
);

CREATE TABLE kms_key_materials (
    account_id    TEXT     NOT NULL,
    region        TEXT     NOT NULL,
    key_id        TEXT     NOT NULL,
    material_id   TEXT     NOT NULL,
    sealed        ${bytes} NOT NULL,
    created_nanos BIGINT   NOT NULL,
    PRIMARY KEY (account_id, region, key_id, material_id),
    FOREIGN KEY (account_id, region, key_id) REFERENCES kms_keys (account_id, region, key_id)
);

CREATE TABLE kms_aliases (
    account_id    TEXT   NOT NULL,
    region        TEXT   NOT NULL,
    alias_name    TEXT   NOT NULL,
    target_key_id TEXT   NOT NULL,
    created_nanos BIGINT NOT NULL,
    updated_nanos BIGINT NOT NULL,
    PRIMARY KEY (account_id, region, alias_name),
    FOREIGN KEY (account_id, region, target_key_id) REFERENCES kms_keys (account_id, region, key_id)
);

CREATE UNIQUE INDEX kms_aliases_by_key
    ON kms_aliases (account_id, region, target_key_id, alias_name);

-- Whatever has a unique id, a path and a name: users, groups, roles and managed policies.
CREATE TABLE iam_entities (
    entity_id            TEXT   NOT NULL PRIMARY KEY,
    account_id           TEXT   NOT NULL REFERENCES accounts (account_id),
    kind                 TEXT   NOT NULL CHECK (kind IN ('USER', 'GROUP', 'ROLE', 'POLICY')),
    path                 TEXT   NOT NULL,
    name                 TEXT   NOT NULL,
    name_lower           TEXT   NOT NULL,
    created_nanos        BIGINT NOT NULL,
    permissions_boundary TEXT
);

CREATE UNIQUE INDEX iam_entities_by_name ON iam_entities (account_id, kind, name_lower);

CREATE INDEX iam_entities_by_boundary ON iam_entities (permissions_boundary)
    WHERE permissions_boundary IS NOT NULL;

CREATE TABLE iam_roles (
    role_id             TEXT    NOT NULL PRIMARY KEY REFERENCES iam_entities (entity_id),
    trust_policy        TEXT    NOT NULL,
    description         TEXT    NOT NULL,
    max_session_seconds INTEGER NOT NULL
);

CREATE TABLE iam_policies (
    policy_id          TEXT    NOT NULL PRIMARY KEY REFERENCES iam_entities (entity_id),
    policy_arn         TEXT    NOT NULL UNIQUE,
    description        TEXT    NOT NULL,
    default_version_id TEXT    NOT NULL,
    latest_version     INTEGER NOT NULL,
    updated_nanos      BIGINT  NOT NULL
);

CREATE TABLE iam_policy_versions (
    policy_arn    TEXT   NOT NULL REFERENCES iam_policies (policy_arn),
    version_id    TEXT   NOT NULL,
    document      TEXT   NOT NULL,
    created_nanos BIGINT NOT NULL,
    PRIMARY KEY (policy_arn, version_id)
);

CREATE TABLE iam_tags (
    owner_id  TEXT NOT NULL REFERENCES iam_entities (entity_id),
    tag_key   TEXT NOT NULL,
    tag_value TEXT NOT NULL,
    PRIMARY KEY (owner_id, tag_key)
);

CREATE TABLE iam_members (
    group_id TEXT NOT NULL REFERENCES iam_entities (entity_id),
    user_id  TEXT NOT NULL REFERENCES iam_entities (entity_id),
    PRIMARY KEY (group_id, user_id)
);

CREATE UNIQUE INDEX iam_members_by_user ON iam_members (user_id, group_id);

CREATE TABLE iam_inline_policies (
    owner_id    TEXT NOT NULL REFERENCES iam_entities (entity_id),
    policy_name TEXT NOT NULL,
    document    TEXT NOT NULL,
    PRIMARY KEY (owner_id, policy_name)
);

-- No foreign key to the policy: AWS managed policies can be attached and are not rows.
CREATE TABLE iam_attachments (
    owner_id          TEXT NOT NULL REFERENCES iam_entities (entity_id),
    policy_arn        TEXT NOT NULL,
    policy_name_lower TEXT NOT NULL,
    PRIMARY KEY (owner_id, policy_arn)
);

CREATE UNIQUE INDEX iam_attachments_by_policy ON iam_attachments (policy_arn, owner_id);

-- Without a user it is a key of the account's root user.
CREATE TABLE iam_access_keys (
    access_key_id TEXT     NOT NULL PRIMARY KEY,
    account_id    TEXT     NOT NULL REFERENCES accounts (account_id),
    user_id       TEXT REFERENCES iam_entities (entity_id),
    status        TEXT     NOT NULL,
    sealed_secret ${bytes} NOT NULL,
    created_nanos BIGINT   NOT NULL
);

CREATE INDEX iam_access_keys_by_user ON iam_access_keys (user_id, created_nanos);

CREATE INDEX iam_access_keys_of_root ON iam_access_keys (account_id) WHERE user_id IS NULL;
