package dev.keyward.policy.decide;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A grant on a key that is in force: neither retired nor revoked.
 *
 * @param grantee a user, role, session or account, by ARN or unique id, or a service by its name
 * @param operations the names of the permissions, without their service: {@code Decrypt}, {@code
 *     ReEncryptFrom}
 * @param sourceArn what {@code aws:SourceArn} must be, for grants to services
 *
 * <p>Source: KMS Developer Guide, "Grants in AWS KMS".
 */
public record Grant(
        String id,
        String grantee,
        Set<String> operations,
        Optional<Constraint> constraint,
        Optional<String> sourceArn) {

    public Grant {
        operations = Set.copyOf(operations);
    }

    /** What the encryption context of a request must be; names and values are compared with case. */
    public sealed interface Constraint {

        Map<String, String> pairs();

        boolean holds(Map<String, String> encryptionContext);

        /** Exactly these pairs. */
        record Equals(Map<String, String> pairs) implements Constraint {

            public Equals {
                pairs = Map.copyOf(pairs);
            }

            @Override
            public boolean holds(Map<String, String> encryptionContext) {
                return pairs.equals(encryptionContext);
            }
        }

        /** At least these pairs. */
        record Subset(Map<String, String> pairs) implements Constraint {

            public Subset {
                pairs = Map.copyOf(pairs);
            }

            @Override
            public boolean holds(Map<String, String> encryptionContext) {
                return encryptionContext.entrySet().containsAll(pairs.entrySet());
            }
        }
    }
}
