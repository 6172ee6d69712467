package dev.keyward.server.model;

/** Where a key's material comes from, named as KMS names it. */
public enum KeyOrigin {
    AWS_KMS,
    EXTERNAL,
    AWS_CLOUDHSM,
    EXTERNAL_KEY_STORE
}
