package dev.keyward.wire;

/** The protocols that Keyward speaks, named as Smithy names them. */
public enum ProtocolName {
    AWS_JSON_1_1,
    AWS_QUERY,
    EC2_QUERY
}
