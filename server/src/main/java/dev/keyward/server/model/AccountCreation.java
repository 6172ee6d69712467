package dev.keyward.server.model;

import dev.keyward.policy.AccountId;

import java.time.Instant;
import java.util.Optional;

/**
 * What became of a request for a new account.
 *
 * @param id {@code car-...}
 * @param account the account; empty if none was made
 * @param failure why none was made, as AWS calls it: {@code EMAIL_ALREADY_EXISTS}
 */
public record AccountCreation(
        String id,
        String organizationId,
        String accountName,
        Instant requested,
        Optional<AccountId> account,
        Optional<String> failure) {}
