package dev.keyward.cli;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.AuthorizationRequest;
import dev.keyward.policy.ContextKeys;
import dev.keyward.policy.decide.Grant;
import dev.keyward.policy.decide.RetireRule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the grants of a case. */
final class GrantReader {

    /** The operations for which no constraint on the encryption context counts. */
    private static final Set<String> UNCONSTRAINED =
            Set.of("DescribeKey", "RetireGrant", "CreateGrant", "GetPublicKey");

    private GrantReader() {}

    /** A grant, and whether it counts for this request: a new one only for whoever shows its token. */
    record Given(RetireRule.Retirable retirable, Optional<String> token, boolean counts) {}

    /** Those that were not retired. */
    static List<Given> read(Fields policies, List<String> tokens, AccountId owner)
            throws CaseException {
        var grants = new ArrayList<Given>();
        for (var fields : policies.objects("grants")) {
            var state = fields.findText("state").orElse("active");
            var token = fields.findText("token");
            var given = retirable(fields, owner);
            fields.done();
            switch (state) {
                case "active" -> grants.add(new Given(given, token, true));
                case "pending" ->
                    grants.add(new Given(
                            given, token, token.filter(tokens::contains).isPresent()));
                case "retired" -> {
                    // As good as no grant.
                }
                default ->
                    throw new CaseException(
                            fields.path("state") + ": there is no state `" + state + "`");
            }
        }
        return grants;
    }

    private static RetireRule.Retirable retirable(Fields fields, AccountId owner)
            throws CaseException {
        var issuer = fields.findText("issuingAccount");
        var grantee = fields.getText("granteePrincipal");
        if (grantee.isEmpty()) {
            throw new CaseException(fields.path("granteePrincipal") + " is empty");
        }
        var constraints = fields.getObjectOrEmpty("constraints");
        var equal = constraints.getObjectOrEmpty("encryptionContextEquals").allTexts();
        var subset = constraints.getObjectOrEmpty("encryptionContextSubset").allTexts();
        var operations = new HashSet<>(fields.texts("operations"));
        if (!equal.isEmpty() && !equal.entrySet().containsAll(subset.entrySet())) {
            // No encryption context satisfies both, so that only what needs none is left.
            operations.retainAll(UNCONSTRAINED);
        }
        var grant = new Grant(
                fields.getText("grantId"),
                grantee,
                operations,
                constraint(equal, subset),
                constraints.findText("sourceArn"));
        constraints.done();
        return new RetireRule.Retirable(
                grant,
                fields.findText("retiringPrincipal"),
                issuer.isEmpty()
                        ? owner
                        : Caller.accountId(issuer.get(), fields.path("issuingAccount")));
    }

    /** Without pairs there is no constraint; whoever has exactly those pairs has some of them, too. */
    private static Optional<Grant.Constraint> constraint(
            Map<String, String> equal, Map<String, String> subset) {
        if (!equal.isEmpty()) {
            return Optional.of(new Grant.Constraint.Equals(equal));
        }
        return subset.isEmpty()
                ? Optional.empty()
                : Optional.of(new Grant.Constraint.Subset(subset));
    }

    /** Those that a request to retire one can mean: the ones whose tokens it shows, or else any. */
    static List<RetireRule.Retirable> retirable(List<Given> grants, List<String> tokens) {
        var shown = grants.stream()
                .filter(given -> given.token().filter(tokens::contains).isPresent())
                .toList();
        return (shown.isEmpty() ? grants : shown).stream().map(Given::retirable).toList();
    }

    /** Those that count; a grant lets its grantee make only grants of its own operations. */
    static List<Grant> inForce(List<Given> grants, AuthorizationRequest request) {
        var making = request.action().equalsIgnoreCase("kms:CreateGrant");
        var wanted = request.context().find("kms:GrantOperations");
        var inForce = new ArrayList<Grant>();
        for (var given : grants) {
            var grant = given.retirable().grant();
            var permits = !making
                    || (wanted.isPresent()
                            && wanted.get() instanceof ContextKeys.Multiple(var operations)
                            && grant.operations().containsAll(operations));
            if (given.counts() && permits) {
                inForce.add(grant);
            }
        }
        return inForce;
    }
}
