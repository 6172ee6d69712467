package dev.keyward.server.store;

import dev.keyward.policy.AccountId;
import dev.keyward.server.model.Member;
import dev.keyward.server.model.Organization;
import dev.keyward.server.model.Place;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Organizations, the accounts in them, and the tags of all that belongs to them. */
public interface Organizations {

    Optional<Organization> find(String id);

    /** Whether an organization has the root of that id. */
    boolean hasRoot(String rootId);

    /** The account as part of its organization; empty if it is in none. */
    Optional<Member> member(AccountId account);

    /** Where the account is in its organization, with all that is attached from the root down to it. */
    Optional<Place> placeOf(AccountId account);

    /** The accounts of an organization; the sort key is the account's number. */
    Page<Member> members(String organizationId, Page.Request page);

    /** The accounts right below a root or unit; the sort key is the account's number. */
    Page<Member> membersOf(String parentId, Page.Request page);

    int countMembers(String organizationId);

    /** The tags of a root, unit, account or policy by its id. */
    SortedMap<String, String> tags(String resourceId);

    /** Writes organizations. */
    interface Writer extends Organizations {

        void insert(Organization organization);

        /** Replaces the enabled types of policies. */
        void update(Organization organization);

        /** Deletes the organization with all that belongs to it; its accounts stay, in none. */
        void delete(Organization organization);

        void insertMember(Member member);

        /** Replaces the parent. */
        void moveMember(Member member);

        /** Takes an account out, with its tags and whatever is attached to it. */
        void deleteMember(Member member);

        /** Replaces the tags of something that belongs to the organization. */
        void putTags(String organizationId, String resourceId, Map<String, String> tags);
    }
}
