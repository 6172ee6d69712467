package dev.keyward.server.model;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A grant on a key: what its grantee may do with it. It is in force as long as it exists; retired and
 * revoked ones are deleted.
 *
 * @param id 64 hexadecimal digits
 * @param name empty if it was made without
 * @param issuingAccount the account whose principal made it
 * @param operations the permissions without their service, for example {@code ReEncryptFrom}; each once
 * @param sourceArn what {@code aws:SourceArn} must be, for a grant to a service
 *
 * <p>Source: KMS Developer Guide, "Grants in AWS KMS".
 */
public record Grant(
        Arn keyArn,
        String id,
        String name,
        Party grantee,
        Optional<Party> retiring,
        AccountId issuingAccount,
        List<String> operations,
        Optional<ContextConstraint> context,
        Optional<String> sourceArn,
        Instant created) {

    public Grant {
        operations = List.copyOf(operations);
    }

    /**
     * Who a grant names.
     *
     * @param name of a principal the name that key policies are stored with: the unique id of a user or
     *     role, the ARN of a session or of an account's root; of a service its name
     */
    public record Party(Kind kind, String name) {

        /** What a party is. */
        public enum Kind {
            PRINCIPAL,
            SERVICE
        }
    }

    /** What the encryption context of requests must be. */
    public record ContextConstraint(Rule rule, SortedMap<String, String> pairs) {

        /** How the pairs are compared with those of a request. */
        public enum Rule {
            EQUALS,
            SUBSET
        }

        public ContextConstraint {
            pairs = Collections.unmodifiableSortedMap(new TreeMap<>(pairs));
        }

        public static ContextConstraint of(Rule rule, Map<String, String> pairs) {
            return new ContextConstraint(rule, new TreeMap<>(pairs));
        }
    }
}
