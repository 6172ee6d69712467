package dev.keyward.policy.decide;

import java.util.Map;

/**
 * What a request for a key brings beside its policies.
 *
 * @param reach whether other accounts may be given this action at all
 * @param grants the grants on the key; for CreateGrant only those that permit the grant to be made
 * @param encryptionContext the pairs of the request, empty if it has none
 */
public record KeyTerms(Reach reach, Grants grants, Map<String, String> encryptionContext) {

    /** Who can be given an action on a key. */
    public enum Reach {
        /** Principals of the key's account, whatever the policies say. */
        OWN_ACCOUNT,
        /** Principals of any account. */
        ANY_ACCOUNT
    }

    public KeyTerms {
        encryptionContext = Map.copyOf(encryptionContext);
    }

    /** The terms of a request for a key without grants. */
    public static KeyTerms of(Reach reach) {
        return new KeyTerms(reach, Grants.none(), Map.of());
    }
}
