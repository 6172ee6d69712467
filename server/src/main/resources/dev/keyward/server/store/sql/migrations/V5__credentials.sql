-- What users, roles and accounts have in IAM beside policies and access keys. tags are names and values as
-- ContextPairs writes them.

-- Without a user an enabled device is that of the account's root user.
CREATE TABLE iam_mfa_devices (
    device_id       TEXT     NOT NULL PRIMARY KEY,
    account_id      TEXT     NOT NULL REFERENCES accounts (account_id),
    serial_number   TEXT     NOT NULL UNIQUE,
    sealed_seed     ${bytes} NOT NULL,
    tags            TEXT     NOT NULL,
    user_id         TEXT REFERENCES iam_entities (entity_id),
    enabled_nanos   BIGINT,
    drift_steps     INTEGER  NOT NULL,
    last_code_nanos BIGINT
);

CREATE UNIQUE INDEX iam_mfa_devices_by_account ON iam_mfa_devices (account_id, serial_number);

CREATE INDEX iam_mfa_devices_by_user ON iam_mfa_devices (user_id) WHERE user_id IS NOT NULL;

CREATE TABLE iam_instance_profiles (
    profile_id    TEXT   NOT NULL PRIMARY KEY,
    account_id    TEXT   NOT NULL REFERENCES accounts (account_id),
    path          TEXT   NOT NULL,
    name          TEXT   NOT NULL,
    name_lower    TEXT   NOT NULL,
    created_nanos BIGINT NOT NULL,
    role_id       TEXT REFERENCES iam_entities (entity_id),
    tags          TEXT   NOT NULL
);

CREATE UNIQUE INDEX iam_instance_profiles_by_name ON iam_instance_profiles (account_id, name_lower);

CREATE INDEX iam_instance_profiles_by_role ON iam_instance_profiles (role_id) WHERE role_id IS NOT NULL;

CREATE TABLE iam_login_profiles (
    user_id        TEXT    NOT NULL PRIMARY KEY REFERENCES iam_entities (entity_id),
    created_nanos  BIGINT  NOT NULL,
    changed_nanos  BIGINT  NOT NULL,
    reset_required INTEGER NOT NULL
);

-- The password in force is number 0, the one before it number 1.
CREATE TABLE iam_passwords (
    user_id     TEXT     NOT NULL REFERENCES iam_login_profiles (user_id),
    age         INTEGER  NOT NULL,
    sealed_hash ${bytes} NOT NULL,
    PRIMARY KEY (user_id, age)
);

CREATE TABLE iam_password_policies (
    account_id        TEXT    NOT NULL PRIMARY KEY REFERENCES accounts (account_id),
    minimum_length    INTEGER NOT NULL,
    require_upper     INTEGER NOT NULL,
    require_lower     INTEGER NOT NULL,
    require_numbers   INTEGER NOT NULL,
    require_symbols   INTEGER NOT NULL,
    users_may_change  INTEGER NOT NULL,
    most_days         INTEGER,
    reuse_prevention  INTEGER,
    hard_expiry       INTEGER NOT NULL
);

CREATE TABLE iam_account_aliases (
    alias      TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL UNIQUE REFERENCES accounts (account_id)
);

-- Service-linked roles that were deleted, by the task that did it.
CREATE TABLE iam_deletion_tasks (
    task_id       TEXT   NOT NULL PRIMARY KEY,
    account_id    TEXT   NOT NULL REFERENCES accounts (account_id),
    deleted_nanos BIGINT NOT NULL
);
