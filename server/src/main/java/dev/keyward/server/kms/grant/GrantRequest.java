package dev.keyward.server.kms.grant;

import dev.keyward.server.model.Grant.ContextConstraint;
import dev.keyward.server.model.Grant.ContextConstraint.Rule;
import dev.keyward.server.model.Grant.Party;
import dev.keyward.server.model.KmsKey;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The grant that CreateGrant is asked for.
 *
 * @param name empty if the request has none
 * @param grantee as written
 * @param retiring as written
 *
 * <p>Source: KMS API Reference, "CreateGrant" and "GrantConstraints".
 */
record GrantRequest(
        String name,
        Party grantee,
        Optional<Party> retiring,
        List<String> operations,
        Optional<ContextConstraint> context,
        Optional<String> sourceArn) {

    private static final int MOST_PAIRS = 8;
    private static final int LONGEST_VALUE = 384;
    private static final String EQUALS = "EncryptionContextEquals";
    private static final String SUBSET = "EncryptionContextSubset";

    /**
     * Reads it.
     *
     * @throws ServiceException {@code ValidationException} if it is no grant that could be made on any
     *     key
     */
    static GrantRequest read(Struct input) {
        var constraints = input.struct("Constraints").orElse(Struct.empty());
        var request = new GrantRequest(
                input.text("Name").orElse(""),
                GrantParties.read(input, "Grantee").orElseThrow(GrantRequest::noGrantee),
                GrantParties.read(input, "Retiring"),
                GrantOperations.listed(input.texts("Operations")),
                context(constraints),
                constraints.text("SourceArn"));
        request.requireServiceRules();
        return request;
    }

    private static ServiceException noGrantee() {
        return CommonError.VALIDATION.because(
                "1 validation error detected: Value null at 'granteePrincipal' failed to satisfy"
                        + " constraint: Member must not be null");
    }

    private static Optional<ContextConstraint> context(Struct constraints) {
        if (constraints.has(EQUALS) && constraints.has(SUBSET)) {
            throw CommonError.VALIDATION.because("More than one constraint supplied");
        }
        if (constraints.has(EQUALS)) {
            return Optional.of(constraint(Rule.EQUALS, constraints.textMap(EQUALS)));
        }
        return constraints.has(SUBSET)
                ? Optional.of(constraint(Rule.SUBSET, constraints.textMap(SUBSET)))
                : Optional.empty();
    }

    private static ContextConstraint constraint(Rule rule, Map<String, String> pairs) {
        if (pairs.isEmpty() || pairs.size() > MOST_PAIRS) {
            throw CommonError.VALIDATION.because(
                    "a grant constraint has 1 to " + MOST_PAIRS + " encryption context pairs");
        }
        var names = new HashSet<String>();
        pairs.forEach((name, value) -> {
            if (value.codePointCount(0, value.length()) > LONGEST_VALUE) {
                throw CommonError.VALIDATION.because("the encryption context value of `" + name
                        + "` in a grant constraint is longer than " + LONGEST_VALUE
                        + " characters");
            }
            if (!names.add(name.toLowerCase(Locale.ROOT))) {
                throw CommonError.VALIDATION.because("two names in the grant constraint differ in"
                        + " case only from `" + name + "`");
            }
        });
        return ContextConstraint.of(rule, pairs);
    }

    /** Only a service's calls have a source, and nobody else could clean up after it. */
    private void requireServiceRules() {
        switch (grantee.kind()) {
            case SERVICE -> {
                if (sourceArn.isEmpty() || retiring.isEmpty()) {
                    throw CommonError.VALIDATION.because(
                            "a grant to a GranteeServicePrincipal needs"
                                    + " a SourceArn constraint, and a RetiringPrincipal or a"
                                    + " RetiringServicePrincipal");
                }
            }
            case PRINCIPAL -> {
                if (sourceArn.isPresent()) {
                    throw CommonError.VALIDATION.because(
                            "the SourceArn constraint needs a GranteeServicePrincipal");
                }
            }
        }
    }

    /**
     * Refuses what cannot be granted on {@code key}.
     *
     * @throws ServiceException {@code ValidationException} for operations that the key cannot do, and
     *     for a constraint on an encryption context that requests for the key do not have
     */
    void requireFit(KmsKey key) {
        GrantOperations.requireFit(operations, key);
        if (context.isPresent() && !GrantOperations.isSymmetric(key)) {
            throw CommonError.VALIDATION.because("a grant on a " + key.spec()
                    + " key cannot have an encryption context constraint");
        }
    }
}
