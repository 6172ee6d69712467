package dev.keyward.server.model;

import java.time.Instant;

/** A service of AWS that an organization lets work in its accounts, for example {@code config.amazonaws.com}. */
public record TrustedService(String organizationId, String servicePrincipal, Instant enabled) {}
