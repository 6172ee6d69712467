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
