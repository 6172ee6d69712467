-- Services of AWS that an organization trusts, and accounts that administer one of them for it.
CREATE TABLE organization_services (
    organization_id   TEXT   NOT NULL REFERENCES organizations (organization_id),
    service_principal TEXT   NOT NULL,
    enabled_nanos     BIGINT NOT NULL,
    PRIMARY KEY (organization_id, service_principal)
);

CREATE TABLE organization_delegations (
    account_id        TEXT   NOT NULL REFERENCES organization_members (account_id),
    service_principal TEXT   NOT NULL,
    organization_id   TEXT   NOT NULL REFERENCES organizations (organization_id),
    enabled_nanos     BIGINT NOT NULL,
    PRIMARY KEY (account_id, service_principal)
);

CREATE INDEX organization_delegations_of ON organization_delegations (organization_id);
