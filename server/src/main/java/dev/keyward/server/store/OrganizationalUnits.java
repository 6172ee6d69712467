package dev.keyward.server.store;

import dev.keyward.server.model.OrganizationalUnit;

import java.util.List;
import java.util.Optional;

/** The units of organizations. */
public interface OrganizationalUnits {

    Optional<OrganizationalUnit> find(String id);

    /** The unit of exactly that name right below a root or unit. */
    Optional<OrganizationalUnit> findByName(String parentId, String name);

    /** The units right below a root or unit; the sort key is the id. */
    Page<OrganizationalUnit> under(String parentId, Page.Request page);

    /** Every unit of an organization, by id. */
    List<OrganizationalUnit> all(String organizationId);

    int count(String organizationId);

    /** Writes units. */
    interface Writer extends OrganizationalUnits {

        void insert(OrganizationalUnit unit);

        /** Replaces the name. */
        void update(OrganizationalUnit unit);

        /** Deletes a unit that holds nothing, with its tags and whatever is attached to it. */
        void delete(OrganizationalUnit unit);
    }
}
