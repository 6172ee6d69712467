package dev.keyward.server.store.sql;

import dev.keyward.policy.AccountId;
import dev.keyward.server.model.Member;
import dev.keyward.server.model.Organization;
import dev.keyward.server.model.OrganizationPolicy;
import dev.keyward.server.model.Place;
import dev.keyward.server.model.Place.Level;
import dev.keyward.server.model.PolicyType;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Reads where an account is in its organization, with all that limits it, as it was at one moment. */
final class SqlPlaces {

    private final Session session;

    SqlPlaces(Session session) {
        this.session = session;
    }

    Optional<Place> of(AccountId account) {
        return session.consistently(() -> read(account));
    }

    private Optional<Place> read(AccountId account) {
        var organizations = new SqlOrganizations(session);
        return organizations.member(account).map(member -> {
            var organization = organizations
                    .find(member.organizationId())
                    .orElseThrow(() -> new IllegalStateException(
                            "no organization " + member.organizationId()));
            var levels = levels(organization, member);
            return new Place(organization, member, levels, policies(organization, levels));
        });
    }

    private List<Level> levels(Organization organization, Member member) {
        var units = new SqlOrganizationalUnits(session);
        var upwards = new ArrayList<Level>();
        upwards.add(level(member.account().value()));
        var id = member.parentId();
        while (!id.equals(organization.rootId())) {
            var unitId = id;
            upwards.add(level(unitId));
            id = units.find(unitId)
                    .orElseThrow(() -> new IllegalStateException("no unit " + unitId))
                    .parentId();
        }
        upwards.add(level(organization.rootId()));
        return upwards.reversed();
    }

    private Level level(String id) {
        var policies = new SqlOrganizationPolicies(session);
        var attached = new TreeMap<PolicyType, List<String>>();
        for (var type : PolicyType.values()) {
            var ids = policies.attachedTo(id, type);
            if (!ids.isEmpty()) {
                attached.put(type, List.copyOf(ids));
            }
        }
        return new Level(id, attached);
    }

    private List<OrganizationPolicy> policies(Organization organization, List<Level> levels) {
        var policies = new SqlOrganizationPolicies(session);
        return levels.stream()
                .flatMap(level -> level.attached().values().stream())
                .flatMap(List::stream)
                .distinct()
                .flatMap(id -> policies.find(organization.id(), id).stream())
                .toList();
    }
}
