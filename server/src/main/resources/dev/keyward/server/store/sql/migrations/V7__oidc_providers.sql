-- Identity providers that speak OpenID Connect; the URL stands without its https://.
CREATE TABLE iam_oidc_providers (
    account_id    TEXT   NOT NULL REFERENCES accounts (account_id),
    url           TEXT   NOT NULL,
    created_nanos BIGINT NOT NULL,
    PRIMARY KEY (account_id, url)
);

-- Client ids and thumbprints, in the order in which they were given.
CREATE TABLE iam_oidc_values (
    account_id TEXT    NOT NULL,
    url        TEXT    NOT NULL,
    kind       TEXT    NOT NULL CHECK (kind IN ('CLIENT_ID', 'THUMBPRINT')),
    place      INTEGER NOT NULL,
    text       TEXT    NOT NULL,
    PRIMARY KEY (account_id, url, kind, place),
    FOREIGN KEY (account_id, url) REFERENCES iam_oidc_providers (account_id, url)
);

CREATE TABLE iam_oidc_tags (
    account_id TEXT NOT NULL,
    url        TEXT NOT NULL,
    tag_key    TEXT NOT NULL,
    tag_value  TEXT NOT NULL,
    PRIMARY KEY (account_id, url, tag_key),
    FOREIGN KEY (account_id, url) REFERENCES iam_oidc_providers (account_id, url)
);
