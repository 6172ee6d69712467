package dev.keyward.server.model;

import java.util.List;
import java.util.Map;

/**
 * Where an account is in its organization, and which policies are attached on the way down to it. All of
 * it was read at one moment.
 *
 * @param levels the root first, the account last
 * @param policies those of the organization that are attached at some level; AWS's own are not there
 */
public record Place(
        Organization organization,
        Member member,
        List<Level> levels,
        List<OrganizationPolicy> policies) {

    public Place {
        levels = List.copyOf(levels);
        policies = List.copyOf(policies);
    }

    /**
     * A root, unit or account with the ids of the policies that are attached to it.
     *
     * @param attached by type; a type of which nothing is attached is absent
     */
    public record Level(String id, Map<PolicyType, List<String>> attached) {

        public Level {
            attached = Map.copyOf(attached);
        }
    }
}
