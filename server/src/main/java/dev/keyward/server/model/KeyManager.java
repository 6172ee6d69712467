package dev.keyward.server.model;

/**
 * Who looks after a key, named as KMS names it: the customer, or AWS for a service that protects a
 * customer's data.
 *
 * <p>Source: KMS Developer Guide, "Customer keys and AWS keys".
 */
public enum KeyManager {
    CUSTOMER,
    AWS
}
