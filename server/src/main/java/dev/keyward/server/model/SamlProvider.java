package dev.keyward.server.model;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A SAML identity provider without its metadata document, but with what of it every sign-in needs.
 *
 * @param id the unique id, {@code SAMLSP...}
 * @param entityId what it calls itself as issuer
 * @param signingCertificates in the Base64 of their DER
 * @param validUntil when nobody signs in by it any more
 */
public record SamlProvider(
        AccountId account,
        String name,
        String id,
        String entityId,
        List<String> signingCertificates,
        Instant created,
        Instant validUntil,
        SortedMap<String, String> tags) {

    public SamlProvider {
        signingCertificates = List.copyOf(signingCertificates);
        tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    }

    public Arn arn() {
        return arn(account, name);
    }

    /** The ARN of a provider, which need not exist. */
    public static Arn arn(AccountId account, String name) {
        return new Arn("aws", "iam", "", account.value(), "saml-provider/" + name);
    }

    public SamlProvider withTags(SortedMap<String, String> newTags) {
        return new SamlProvider(
                account, name, id, entityId, signingCertificates, created, validUntil, newTags);
    }
}
