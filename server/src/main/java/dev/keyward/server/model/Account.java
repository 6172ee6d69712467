package dev.keyward.server.model;

import dev.keyward.policy.AccountId;

import java.time.Instant;

/** An account that this server holds. */
public record Account(AccountId id, Instant created) {}
