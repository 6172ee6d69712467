package dev.keyward.policy.spec;

import dev.keyward.policy.Principal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the grants on a key say, or, for the end of a grant, the grant itself. */
final class SpecGrants {

    /** Operations for which the encryption context of a grant does not count. */
    private static final List<String> WITHOUT_CONTEXT =
            List.of("DescribeKey", "RetireGrant", "CreateGrant", "GetPublicKey");

    private final Scenario.Question question;
    private final SpecPrincipals principals;
    private final Coverage coverage;
    private final Map<String, List<String>> byHow = new HashMap<>();

    SpecGrants(Scenario.Question question, List<Scenario.GrantText> grants, Coverage coverage) {
        this.question = question;
        this.principals = new SpecPrincipals(question.caller().principal());
        this.coverage = coverage;
        switch (question.rule()) {
            case "key" -> grants.forEach(this::addIfItAllows);
            case "retire" -> addWhoMayRetire(grants.getFirst());
            default -> {}
        }
    }

    /** Those that name the caller in one of these ways, the ways in their order. */
    List<String> allow(String... hows) {
        var found = new ArrayList<String>();
        for (var how : hows) {
            found.addAll(byHow.getOrDefault(how, List.of()));
        }
        return found;
    }

    private void add(String id, String how) {
        byHow.computeIfAbsent(how, _ -> new ArrayList<>()).add("grant " + id + "#0");
    }

    /** "Using grants": operation, grantee, encryption context and source must all fit. */
    private void addIfItAllows(Scenario.GrantText grant) {
        var operation = question.action().substring(question.action().indexOf(':') + 1);
        var how = names(grant.grantee());
        if (how.equals("no") || !isAmong(grant.operations(), operation)) {
            return;
        }
        var isFree = isAmong(WITHOUT_CONTEXT, operation);
        var inContext = isFree || inContext(grant);
        var source = grant.source().isEmpty()
                || grant.source()
                        .equals(new SpecPatterns(question.context(), false, coverage)
                                .find("aws:SourceArn")
                                .orElse(""));
        coverage.saw(
                "grant",
                how,
                grant.constraint().isEmpty() ? "none" : grant.constraint(),
                isFree ? "free" : inContext ? "holds" : "fails");
        coverage.saw("grant source", grant.source().isEmpty() ? "any" : source ? "fits" : "other");
        if (inContext && source) {
            add(grant.id(), how);
        }
    }

    /** Actions are the same in whichever case. */
    private static boolean isAmong(Collection<String> operations, String operation) {
        return operations.stream().anyMatch(operation::equalsIgnoreCase);
    }

    private boolean inContext(Scenario.GrantText grant) {
        var request = question.encryptionContext();
        return switch (grant.constraint()) {
            case "equals" -> request.equals(grant.pairs());
            case "subset" ->
                grant.pairs().entrySet().stream()
                        .allMatch(pair -> pair.getValue().equals(request.get(pair.getKey())));
            default -> true;
        };
    }

    /** "Retiring and revoking grants": three may, each by itself. */
    private void addWhoMayRetire(Scenario.GrantText grant) {
        var who = new ArrayList<String>();
        if (!grant.retiring().isEmpty()) {
            who.add(grant.retiring());
        }
        if (grant.operations().contains("RetireGrant")) {
            who.add(grant.grantee());
        }
        who.add(grant.issuer());
        for (var one : who) {
            coverage.saw("retire", names(one));
            add(grant.id(), names(one));
        }
    }

    private String names(String value) {
        return question.caller().principal() instanceof Principal.Service service
                ? (service.name().equals(value) ? "itself" : "no")
                : principals.names(value);
    }
}
