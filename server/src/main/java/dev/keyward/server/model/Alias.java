package dev.keyward.server.model;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;

import java.time.Instant;

/** Another name for a key of the same account and Region; {@code name} begins with {@code alias/}. */
public record Alias(
        AccountId account,
        Region region,
        String name,
        String targetKeyId,
        Instant created,
        Instant updated) {

    public Arn arn() {
        return arnOf(account, region, name);
    }

    public static Arn arnOf(AccountId account, Region region, String name) {
        return new Arn("aws", "kms", region.code(), account.value(), name);
    }
}
