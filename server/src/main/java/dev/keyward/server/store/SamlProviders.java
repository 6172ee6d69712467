package dev.keyward.server.store;

import dev.keyward.policy.AccountId;
import dev.keyward.server.model.SamlProvider;

import java.util.List;
import java.util.Optional;

/** SAML identity providers. */
public interface SamlProviders {

    /** The provider of that name, whose case does not matter. */
    Optional<SamlProvider> find(AccountId account, String name);

    /** All of an account, by name. */
    List<SamlProvider> list(AccountId account);

    int count(AccountId account);

    /**
     * The metadata document.
     *
     * @throws IllegalStateException if there is no such provider
     */
    String document(SamlProvider provider);

    /** Writes SAML identity providers. */
    interface Writer extends SamlProviders {

        void insert(SamlProvider provider, String document);

        /** Replaces all but the document, the name and when it was made. */
        void update(SamlProvider provider);

        /** Replaces all but the name and when it was made. */
        void update(SamlProvider provider, String document);

        void delete(SamlProvider provider);
    }
}
