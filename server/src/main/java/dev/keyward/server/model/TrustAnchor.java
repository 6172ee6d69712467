package dev.keyward.server.model;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;

import java.time.Instant;

/**
 * Whose certificates an account takes as showing who a host is, in one Region.
 *
 * @param certificates those of the authorities, in PEM
 * @param revocations certificate revocation lists in PEM; empty if there are none
 */
public record TrustAnchor(
        AccountId account,
        Region region,
        String id,
        String name,
        boolean enabled,
        String certificates,
        String revocations,
        Instant created,
        Instant updated) {

    public Arn arn() {
        return new Arn(
                "aws", "rolesanywhere", region.code(), account.value(), "trust-anchor/" + id);
    }

    /** The same, with what may be changed. */
    public TrustAnchor with(
            boolean newEnabled, String newCertificates, String newRevocations, Instant now) {
        return new TrustAnchor(
                account,
                region,
                id,
                name,
                newEnabled,
                newCertificates,
                newRevocations,
                created,
                now);
    }
}
