-- What an account is by itself. Those that were there before have the name and the address that an
-- account has which no organization made.
ALTER TABLE accounts ADD COLUMN name TEXT NOT NULL DEFAULT '';
ALTER TABLE accounts ADD COLUMN email TEXT NOT NULL DEFAULT '';
ALTER TABLE accounts ADD COLUMN state TEXT NOT NULL DEFAULT 'ACTIVE';

UPDATE accounts SET name = account_id, email = 'root@' || account_id || '.invalid';

CREATE UNIQUE INDEX accounts_by_email ON accounts (lower(email));

-- policy_types are words, a space apart: those that are enabled.
CREATE TABLE organizations (
    organization_id    TEXT   NOT NULL PRIMARY KEY,
    management_account TEXT   NOT NULL UNIQUE REFERENCES accounts (account_id),
    root_id            TEXT   NOT NULL UNIQUE,
    feature_set        TEXT   NOT NULL,
    policy_types       TEXT   NOT NULL,
    created_nanos      BIGINT NOT NULL
);

-- A parent is the root or a unit.
CREATE TABLE organization_members (
    account_id      TEXT   NOT NULL PRIMARY KEY REFERENCES accounts (account_id),
    organization_id TEXT   NOT NULL REFERENCES organizations (organization_id),
    parent_id       TEXT   NOT NULL,
    joined_method   TEXT   NOT NULL,
    joined_nanos    BIGINT NOT NULL
);

CREATE UNIQUE INDEX organization_members_of ON organization_members (organization_id, account_id);

CREATE UNIQUE INDEX organization_members_under ON organization_members (parent_id, account_id);

CREATE TABLE organization_units (
    unit_id         TEXT   NOT NULL PRIMARY KEY,
    organization_id TEXT   NOT NULL REFERENCES organizations (organization_id),
    parent_id       TEXT   NOT NULL,
    name            TEXT   NOT NULL,
    created_nanos   BIGINT NOT NULL
);

CREATE UNIQUE INDEX organization_units_of ON organization_units (organization_id, unit_id);

CREATE UNIQUE INDEX organization_units_under ON organization_units (parent_id, unit_id);

CREATE UNIQUE INDEX organization_units_by_name ON organization_units (parent_id, name);

-- Of roots, units, accounts and policies, by id.
CREATE TABLE organization_tags (
    organization_id TEXT NOT NULL REFERENCES organizations (organization_id),
    resource_id     TEXT NOT NULL,
    tag_key         TEXT NOT NULL,
    tag_value       TEXT NOT NULL,
    PRIMARY KEY (resource_id, tag_key)
);

CREATE INDEX organization_tags_of ON organization_tags (organization_id);

CREATE TABLE organization_account_creations (
    creation_id     TEXT   NOT NULL PRIMARY KEY,
    organization_id TEXT   NOT NULL REFERENCES organizations (organization_id),
    account_name    TEXT   NOT NULL,
    requested_nanos BIGINT NOT NULL,
    account_id      TEXT,
    failure         TEXT
);

CREATE UNIQUE INDEX organization_account_creations_of
    ON organization_account_creations (organization_id, creation_id);

CREATE TABLE organization_policies (
    organization_id TEXT NOT NULL REFERENCES organizations (organization_id),
    policy_id       TEXT NOT NULL,
    policy_type     TEXT NOT NULL,
    policy_arn      TEXT NOT NULL,
    name            TEXT NOT NULL,
    description     TEXT NOT NULL,
    content         TEXT NOT NULL,
    PRIMARY KEY (organization_id, policy_id)
);

CREATE UNIQUE INDEX organization_policies_by_name
    ON organization_policies (organization_id, policy_type, name);

-- No foreign key to the policy: policies of AWS can be attached and are not rows.
CREATE TABLE organization_attachments (
    organization_id TEXT NOT NULL REFERENCES organizations (organization_id),
    policy_id       TEXT NOT NULL,
    target_id       TEXT NOT NULL,
    policy_type     TEXT NOT NULL,
    PRIMARY KEY (organization_id, policy_id, target_id)
);

CREATE UNIQUE INDEX organization_attachments_to
    ON organization_attachments (target_id, policy_type, policy_id);
