package dev.keyward.server.organizations;

import dev.keyward.crypto.RandomSource;
import dev.keyward.server.service.Markers;

import java.util.function.Supplier;

/**
 * What the operations of Organizations are built from.
 *
 * @param roleIds makes unique ids for roles, as IAM does for its own
 */
public record OrganizationsParts(Markers markers, RandomSource random, Supplier<String> roleIds) {}
