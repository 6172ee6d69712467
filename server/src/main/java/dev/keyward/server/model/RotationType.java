package dev.keyward.server.model;

/**
 * What made a material current, named as KMS names it.
 *
 * <p>Source: KMS API Reference, "RotationsListEntry", {@code RotationType}.
 */
public enum RotationType {
    AUTOMATIC,
    ON_DEMAND
}
