package dev.keyward.server.authorize;

import dev.keyward.policy.decide.Policies;

import java.util.Optional;

/**
 * What an organization sets over one of its accounts, ready to be judged. Nothing is set over an account
 * that is in none, nor over a management account.
 *
 * @param organizationId empty for an account in none
 * @param path where the account is, as {@code aws:PrincipalOrgPaths} writes it
 * @param overCallers the service control policies: what the account's users and roles may do
 * @param overResources the resource control policies: what may be done to what it owns
 */
record Ceiling(
        Optional<String> organizationId,
        Optional<String> path,
        Policies overCallers,
        Policies overResources) {

    static final Ceiling NONE =
            new Ceiling(Optional.empty(), Optional.empty(), Policies.none(), Policies.none());
}
