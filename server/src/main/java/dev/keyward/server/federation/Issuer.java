package dev.keyward.server.federation;

import dev.keyward.server.model.OidcProvider;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who issues tokens, as an account knows it.
 *
 * @param principal what a trust policy names as {@code Federated}: the ARN of the provider, or a host that
 *     every account knows
 * @param url without {@code https://}; tokens name it with
 * @param clientIds whom its tokens may be for; empty if the trust policy says that alone
 * @param thumbprints of certificates that its server may be known by, SHA-1
 */
public record Issuer(
        String principal, String url, Optional<List<String>> clientIds, List<String> thumbprints) {

    public static final String SCHEME = "https://";

    /**
     * Issuers of ID tokens that need no provider in an account.
     *
     * <p>Source: IAM User Guide, "Create a role for OpenID Connect federation".
     */
    private static final Set<String> WELL_KNOWN =
            Set.of("accounts.google.com", "cognito-identity.amazonaws.com");

    public Issuer {
        clientIds = clientIds.map(List::copyOf);
        thumbprints = List.copyOf(thumbprints);
    }

    public static Issuer of(OidcProvider provider) {
        return new Issuer(
                provider.arn().toString(),
                provider.url(),
                Optional.of(provider.clientIds()),
                provider.thumbprints());
    }

    /** The one that every account knows by {@code url}, if it is such. */
    public static Optional<Issuer> wellKnown(String url) {
        return WELL_KNOWN.contains(url)
                ? Optional.of(new Issuer(url, url, Optional.empty(), List.of()))
                : Optional.empty();
    }

    /** The URL that the {@code iss} of a token has, without {@code https://}; empty if it is none of HTTPS. */
    static Optional<String> url(String iss) {
        return iss.startsWith(SCHEME)
                ? Optional.of(iss.substring(SCHEME.length()))
                : Optional.empty();
    }

    /** Whether its tokens may be for {@code audience}. */
    public boolean takes(String audience) {
        return clientIds.isEmpty() || clientIds.get().contains(audience);
    }

    /** What its tokens call it. */
    String iss() {
        return SCHEME + url;
    }
}
