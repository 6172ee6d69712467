package dev.keyward.server.model;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An identity provider that speaks OpenID Connect, whose tokens an account accepts.
 *
 * @param url where it is, without {@code https://}: its issuer's name, and the prefix of its condition
 *     keys
 * @param clientIds the audiences that its tokens may be for
 * @param thumbprints of certificates that its server may be known by, SHA-1, in lower case
 */
public record OidcProvider(
        AccountId account,
        String url,
        List<String> clientIds,
        List<String> thumbprints,
        Instant created,
        SortedMap<String, String> tags) {

    private static final String RESOURCE = "oidc-provider/";

    public OidcProvider {
        clientIds = List.copyOf(clientIds);
        thumbprints = List.copyOf(thumbprints);
        tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    }

    /** The ARN of a provider, which need not exist. */
    public static Arn arn(AccountId account, String url) {
        return new Arn("aws", "iam", "", account.value(), RESOURCE + url);
    }

    public Arn arn() {
        return arn(account, url);
    }

    public OidcProvider withClientIds(List<String> newClientIds) {
        return new OidcProvider(account, url, newClientIds, thumbprints, created, tags);
    }

    public OidcProvider withThumbprints(List<String> newThumbprints) {
        return new OidcProvider(account, url, clientIds, newThumbprints, created, tags);
    }

    public OidcProvider withTags(Map<String, String> newTags) {
        return new OidcProvider(
                account, url, clientIds, thumbprints, created, new TreeMap<>(newTags));
    }
}
