package dev.keyward.server.store;

import dev.keyward.policy.AccountId;
import dev.keyward.server.model.Alias;
import dev.keyward.server.model.Region;

import java.util.Optional;

/** Aliases of keys. */
public interface Aliases {

    Optional<Alias> find(AccountId account, Region region, String name);

    /** Aliases of an account and Region; the sort key is the name. */
    Page<Alias> list(AccountId account, Region region, Page.Request page);

    /** Aliases of one key; the sort key is the name. */
    Page<Alias> listOfKey(AccountId account, Region region, String keyId, Page.Request page);

    /** Writes aliases. */
    interface Writer extends Aliases {

        void insert(Alias alias);

        /** Replaces the target and the time of update. */
        void update(Alias alias);

        void delete(Alias alias);
    }
}
