package dev.keyward.server.model;

import dev.keyward.policy.AccountId;

import java.time.Instant;

/** The users of an account with the state of their credentials, as CSV in UTF-8. */
@SuppressWarnings("ArrayRecordComponent") // opaque bytes, never compared
public record CredentialReport(AccountId account, byte[] content, Instant generated) {}
