package dev.keyward.server.model;

/**
 * Which of several related multi-Region keys a key is, named as KMS names it.
 *
 * <p>Source: KMS API Reference, "MultiRegionConfiguration".
 */
public enum MultiRegionKeyType {
    PRIMARY,
    REPLICA
}
