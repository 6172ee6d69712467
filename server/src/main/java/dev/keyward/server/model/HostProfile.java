package dev.keyward.server.model;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which roles hosts may have sessions of, in one Region, and what limits these sessions.
 *
 * @param limits what may be changed
 */
public record HostProfile(
        AccountId account,
        Region region,
        String id,
        String name,
        Limits limits,
        Instant created,
        Instant updated) {

    /**
     * What a profile allows.
     *
     * @param roles the roles of the account that hosts may have
     * @param policies managed policies that limit every session
     * @param sessionPolicy the text of a policy that limits every session
     * @param mostSeconds how long a session lasts at most, 900 to 43,200
     * @param takesSessionNames whether a host may name its session
     */
    public record Limits(
            boolean enabled,
            List<Arn> roles,
            List<Arn> policies,
            Optional<String> sessionPolicy,
            int mostSeconds,
            boolean takesSessionNames) {

        public Limits {
            roles = List.copyOf(roles);
            policies = List.copyOf(policies);
        }
    }

    public Arn arn() {
        return new Arn("aws", "rolesanywhere", region.code(), account.value(), "profile/" + id);
    }

    public HostProfile with(Limits newLimits, Instant now) {
        return new HostProfile(account, region, id, name, newLimits, created, now);
    }
}
