package dev.keyward.server.authorize;

import dev.keyward.policy.ContextKeys;
import dev.keyward.policy.ContextKeys.Multiple;
import dev.keyward.policy.ContextKeys.Single;
import dev.keyward.policy.decide.Grant.Child;
import dev.keyward.policy.decide.Grant.Constraint;
import dev.keyward.policy.decide.RetireRule.Retirable;
import dev.keyward.server.model.Grant;
import dev.keyward.server.model.Grant.ContextConstraint;
import dev.keyward.server.model.Grant.Party;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Grants, and what of a request decides about them, in the terms of the rules. A request's part is read
 * from its condition keys, so that policies and grants never see two different requests.
 */
final class JudgedGrants {

    private static final String CONTEXT_KEYS = "kms:EncryptionContextKeys";
    private static final String CONTEXT_PAIR = "kms:EncryptionContext:";

    private JudgedGrants() {}

    static dev.keyward.policy.decide.Grant of(Grant grant) {
        return new dev.keyward.policy.decide.Grant(
                grant.id(),
                grant.grantee().name(),
                new HashSet<>(grant.operations()),
                grant.context().map(JudgedGrants::constraint),
                grant.sourceArn());
    }

    static Retirable retirable(Grant grant) {
        return new Retirable(of(grant), grant.retiring().map(Party::name), grant.issuingAccount());
    }

    private static Constraint constraint(ContextConstraint context) {
        return switch (context.rule()) {
            case EQUALS -> new Constraint.Equals(context.pairs());
            case SUBSET -> new Constraint.Subset(context.pairs());
        };
    }

    /**
     * The encryption context that a request brings. No two of its names differ in case only: such a
     * request is refused before it is judged, since condition keys hold one value for both.
     */
    static Map<String, String> encryptionContext(ContextKeys keys) {
        var pairs = new HashMap<String, String>();
        var names = new HashSet<String>();
        for (var name : several(CONTEXT_KEYS, keys)) {
            if (!names.add(name.toLowerCase(Locale.ROOT))) {
                throw new IllegalStateException(
                        "an encryption context with two names like " + name);
            }
            pairs.put(name, single(CONTEXT_PAIR + name, keys).orElseThrow());
        }
        return pairs;
    }

    /** The grant that a request of CreateGrant asks for. */
    static Child child(ContextKeys keys) {
        return new Child(
                new HashSet<>(several("kms:GrantOperations", keys)),
                single("kms:GrantConstraintType", keys).map(type -> constraint(type, keys)),
                single("kms:GrantConstraintSourceArn", keys));
    }

    private static Constraint constraint(String type, ContextKeys keys) {
        var pairs = encryptionContext(keys);
        return switch (type) {
            case "EncryptionContextEquals" -> new Constraint.Equals(pairs);
            case "EncryptionContextSubset" -> new Constraint.Subset(pairs);
            default -> throw new IllegalStateException("a grant constraint of type " + type);
        };
    }

    private static List<String> several(String name, ContextKeys keys) {
        return keys.find(name)
                .map(value -> switch (value) {
                    case Multiple(var values) -> values;
                    case Single single ->
                        throw new IllegalStateException(name + " has one value: " + single);
                })
                .orElse(List.of());
    }

    private static Optional<String> single(String name, ContextKeys keys) {
        return keys.find(name).map(value -> switch (value) {
            case Single(var text) -> text;
            case Multiple several ->
                throw new IllegalStateException(name + " has several values: " + several);
        });
    }
}
