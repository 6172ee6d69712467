-- VPC endpoints. Ids of subnets and security groups are words, a space apart. A port stays an endpoint's own
-- for as long as it exists. The request that made one is kept, so that the same one again makes no other.
CREATE TABLE ec2_vpc_endpoints (
    endpoint_id        TEXT    NOT NULL PRIMARY KEY,
    account_id         TEXT    NOT NULL REFERENCES accounts (account_id),
    region             TEXT    NOT NULL,
    service            TEXT    NOT NULL,
    vpc_id             TEXT    NOT NULL,
    subnet_ids         TEXT    NOT NULL,
    security_group_ids TEXT    NOT NULL,
    ip_address_type    TEXT    NOT NULL,
    dns_label          TEXT    NOT NULL,
    private_dns        INTEGER NOT NULL,
    record_ip_type     TEXT    NOT NULL,
    policy             TEXT    NOT NULL,
    port               INTEGER,
    created_nanos      BIGINT  NOT NULL,
    client_token       TEXT,
    request            TEXT    NOT NULL
);

CREATE UNIQUE INDEX ec2_vpc_endpoints_of_account
    ON ec2_vpc_endpoints (account_id, region, endpoint_id);

CREATE UNIQUE INDEX ec2_vpc_endpoints_by_port ON ec2_vpc_endpoints (port) WHERE port IS NOT NULL;

CREATE UNIQUE INDEX ec2_vpc_endpoints_by_token
    ON ec2_vpc_endpoints (account_id, region, client_token) WHERE client_token IS NOT NULL;

CREATE TABLE ec2_vpc_endpoint_tags (
    endpoint_id TEXT NOT NULL REFERENCES ec2_vpc_endpoints (endpoint_id),
    tag_key     TEXT NOT NULL,
    tag_value   TEXT NOT NULL,
    PRIMARY KEY (endpoint_id, tag_key)
);
