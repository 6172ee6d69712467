package dev.keyward.server.store;

import dev.keyward.policy.Arn;
import dev.keyward.server.model.Grant;
import dev.keyward.server.model.Region;

import java.util.List;
import java.util.Optional;

/** Grants on keys. Wherever one is named by its key, that is the key's ARN. */
public interface Grants {

    Optional<Grant> find(Arn keyArn, String grantId);

    /**
     * The oldest grant on the same key that differs from {@code wanted} in its id and age only. Empty if
     * {@code wanted} has no name, since nothing then tells a repeated request from a new one.
     */
    Optional<Grant> findAlike(Grant wanted);

    /** The grants on a key to whom {@code grantee} names, in the order in which they were made. */
    List<Grant> to(String grantee, Arn keyArn);

    /** The ids of those, in no order: much quicker than the grants themselves. */
    List<String> idsTo(String grantee, Arn keyArn);

    /** The grants on a key; the sort key is the grant id. */
    Page<Grant> list(Arn keyArn, Page.Request page);

    /** The grants on a key to whom {@code grantee} names; the sort key is the grant id. */
    Page<Grant> listTo(String grantee, Arn keyArn, Page.Request page);

    /**
     * The grants that whom {@code retiring} names may retire, on the keys of all accounts in a Region;
     * the sort key is the grant id.
     */
    Page<Grant> listRetirable(String retiring, Region region, Page.Request page);

    /** How many grants there are on a key. */
    int count(Arn keyArn);

    /** Writes grants. */
    interface Writer extends Grants {

        void insert(Grant grant);

        void delete(Grant grant);
    }
}
