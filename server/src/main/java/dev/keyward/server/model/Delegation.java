package dev.keyward.server.model;

import dev.keyward.policy.AccountId;

import java.time.Instant;

/** An account that administers a service for its organization in the place of the management account. */
public record Delegation(
        AccountId account, String organizationId, String servicePrincipal, Instant enabled) {}
