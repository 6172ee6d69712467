package dev.keyward.server.model;

import java.time.Instant;

/**
 * A part of an organization that holds accounts and further parts.
 *
 * @param id {@code ou-...}
 * @param parentId the root or the unit that it is in
 */
public record OrganizationalUnit(
        String id, String organizationId, String parentId, String name, Instant created) {

    public OrganizationalUnit renamed(String newName) {
        return new OrganizationalUnit(id, organizationId, parentId, newName, created);
    }
}
