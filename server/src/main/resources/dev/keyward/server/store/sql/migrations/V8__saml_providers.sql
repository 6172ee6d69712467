-- SAML identity providers. What a sign-in needs of the metadata document is kept beside it, so that none
-- has to read it. signing_certificates are words, a space apart.
CREATE TABLE iam_saml_providers (
    provider_id          TEXT   NOT NULL PRIMARY KEY,
    account_id           TEXT   NOT NULL REFERENCES accounts (account_id),
    name                 TEXT   NOT NULL,
    name_lower           TEXT   NOT NULL,
    entity_id            TEXT   NOT NULL,
    signing_certificates TEXT   NOT NULL,
    metadata_document    TEXT   NOT NULL,
    created_nanos        BIGINT NOT NULL,
    expiry_nanos         BIGINT NOT NULL
);

CREATE UNIQUE INDEX iam_saml_providers_by_name ON iam_saml_providers (account_id, name_lower);

CREATE TABLE iam_saml_provider_tags (
    provider_id TEXT NOT NULL REFERENCES iam_saml_providers (provider_id),
    tag_key     TEXT NOT NULL,
    tag_value   TEXT NOT NULL,
    PRIMARY KEY (provider_id, tag_key)
);
