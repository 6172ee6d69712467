package dev.keyward.server.store;

import dev.keyward.policy.AccountId;
import dev.keyward.server.model.OidcProvider;

import java.util.List;
import java.util.Optional;

/** Identity providers that speak OpenID Connect, by account and URL without {@code https://}. */
public interface OidcProviders {

    Optional<OidcProvider> find(AccountId account, String url);

    /** All of an account, by URL; there are few. */
    List<OidcProvider> list(AccountId account);

    int count(AccountId account);

    /** Writes providers. */
    interface Writer extends OidcProviders {

        void insert(OidcProvider provider);

        /** Replaces all of the provider with the same account and URL. */
        void update(OidcProvider provider);

        void delete(OidcProvider provider);
    }
}
