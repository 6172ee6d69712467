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

    private static final String CREATE_GRANT = "CreateGrant";

    public Grant {
        operations = Set.copyOf(operations);
    }

    /**
     * Whether its grantee may make {@code child} by this grant alone: with no operation that this one
     * does not have, and with constraints that are at least as strict.
     *
     * <p>Source: KMS Developer Guide, "Granting CreateGrant permission".
     */
    public boolean permits(Child child) {
        return operations.contains(CREATE_GRANT)
                && operations.containsAll(child.operations())
                && (constraint.isEmpty()
                        || child.constraint().filter(constraint.get()::isMetBy).isPresent())
                && (sourceArn.isEmpty() || sourceArn.equals(child.sourceArn()));
    }

    /** What a grant that is to be made will allow; to whom, does not matter here. */
    public record Child(
            Set<String> operations, Optional<Constraint> constraint, Optional<String> sourceArn) {

        public Child {
            operations = Set.copyOf(operations);
        }
    }

    /** What the encryption context of a request must be; names and values are compared with case. */
    public sealed interface Constraint {

        Map<String, String> pairs();

        boolean holds(Map<String, String> encryptionContext);

        /** Whether every encryption context that {@code other} lets through holds here as well. */
        boolean isMetBy(Constraint other);

        /** Exactly these pairs. */
        record Equals(Map<String, String> pairs) implements Constraint {

            public Equals {
                pairs = Map.copyOf(pairs);
            }

            @Override
            public boolean holds(Map<String, String> encryptionContext) {
                return pairs.equals(encryptionContext);
            }

            @Override
            public boolean isMetBy(Constraint other) {
                return other instanceof Equals(var others) && holds(others);
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

            @Override
            public boolean isMetBy(Constraint other) {
                return holds(other.pairs());
            }
        }
    }
}
