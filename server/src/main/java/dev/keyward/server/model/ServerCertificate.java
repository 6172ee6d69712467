package dev.keyward.server.model;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A certificate of a server with its chain, in PEM. Its private key is not kept.
 *
 * @param id {@code ASCA...}
 */
public record ServerCertificate(
        AccountId account,
        String path,
        String name,
        String id,
        String body,
        Optional<String> chain,
        Instant uploaded,
        Instant expires,
        SortedMap<String, String> tags) {

    public ServerCertificate {
        tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    }

    public ServerCertificate renamed(String newPath, String newName) {
        return new ServerCertificate(
                account, newPath, newName, id, body, chain, uploaded, expires, tags);
    }

    public ServerCertificate withTags(Map<String, String> newTags) {
        return new ServerCertificate(
                account, path, name, id, body, chain, uploaded, expires, new TreeMap<>(newTags));
    }

    public Arn arn() {
        return arn(account, path, name);
    }

    /** The ARN that one of that name has, be there one or not. */
    public static Arn arn(AccountId account, String path, String name) {
        return new Arn("aws", "iam", "", account.value(), "server-certificate" + path + name);
    }
}
