package dev.keyward.policy.explain;

import dev.keyward.policy.AuthorizationRequest;
import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.decide.Decision;
import dev.keyward.policy.match.PrincipalMatch;

import java.util.List;
import java.util.Optional;

/**
 * An explanation for people: the verdict, the request, and each layer with what was about the action. What
 * would allow the request is told by {@link ChangesText}, for who wants to know.
 */
public final class ExplanationText {

    private final PlainText out = new PlainText();

    private ExplanationText() {}

    public static String of(Explanation explanation) {
        return of(
                verdict(explanation.decision()),
                explanation.question().request(),
                explanation.layers());
    }

    /**
     * What one account is shown of why {@code request} was refused.
     *
     * @param refusal empty if its own side lets the request through
     */
    public static String of(
            AuthorizationRequest request,
            Optional<Decision.Denial> refusal,
            List<ExplainedLayer> layers) {
        var verdict = refusal.map(ExplanationText::verdict)
                .orElse(
                        "Not refused by the policies of this account; the other account's refuse it.");
        return of(verdict, request, layers);
    }

    private static String of(
            String verdict, AuthorizationRequest request, List<ExplainedLayer> layers) {
        var text = new ExplanationText();
        text.line(verdict);
        text.line("");
        text.line("  caller    " + request.principal().arn());
        text.line("  action    " + request.action());
        text.line("  resource  " + request.resource());
        text.layers(layers);
        return text.out.toString();
    }

    private static String verdict(Decision decision) {
        return switch (decision) {
            case Decision.Allow(var sources)
            when sources.isEmpty() -> "Allowed without any policy.";
            case Decision.Allow(var sources) ->
                "Allowed by "
                        + String.join(
                                " and ", sources.stream().map(Phrases::source).toList()) + ".";
            case Decision.ExplicitDeny(var source, var _) ->
                "Denied by " + Phrases.source(source) + ".";
            case Decision.ImplicitDeny(var missing, var _) ->
                "Denied: no " + missing.words() + " allows it.";
        };
    }

    private void layers(List<ExplainedLayer> layers) {
        for (var layer : layers) {
            line("");
            var level = Phrases.hasLevels(layer.kind()) && layer.word() != Word.NOT_PRESENT
                    ? ", level " + layer.level()
                    : "";
            line(layer.kind().words() + level + ": " + Phrases.word(layer.word()) + " ("
                    + Phrases.bearing(layer.bearing()) + ")");
            if (layer.word() != Word.NOT_PRESENT
                    && layer.kind() != PolicyKind.GRANT
                    && layer.statements().isEmpty()) {
                line("  no statement is about the action in "
                        + (layer.policies().isEmpty()
                                ? "no policy"
                                : String.join(", ", layer.policies())));
            }
            layer.statements().forEach(this::statement);
            layer.grants().forEach(this::grant);
        }
    }

    private void statement(ExplainedStatement statement) {
        line("  " + Phrases.statement(statement.source()) + ", line "
                + statement.source().line()
                + ": " + Phrases.effect(statement.written().effect()) + ", "
                + (statement.applies() ? "applies" : "does not apply"));
        if (statement.principal() != PrincipalMatch.ATTACHED) {
            part(
                    statement.principal() != PrincipalMatch.NONE,
                    "principal " + Phrases.principal(statement.principal()));
        }
        if (!statement.written().resources().isAbsent()) {
            part(
                    statement.resourceFits(),
                    "resource " + Phrases.listed(statement.written().resources()));
        }
        for (var condition : statement.conditions()) {
            var written = condition.written();
            part(
                    condition.holds(),
                    written.operator() + " " + written.key() + " "
                            + Phrases.values(written.values()) + ": " + Phrases.why(condition));
        }
    }

    private void grant(ExplainedGrant grant) {
        line("  grant " + grant.grant().id() + ": "
                + (grant.allows() ? "applies" : "does not apply"));
        part(
                grant.grantee() != PrincipalMatch.NONE,
                "grantee " + grant.grant().grantee() + " " + Phrases.principal(grant.grantee()));
        part(
                grant.operationFits(),
                "operations "
                        + String.join(
                                ", ",
                                grant.grant().operations().stream().sorted().toList()));
        grant.grant()
                .constraint()
                .ifPresent(constraint -> part(
                        grant.constraint() != ExplainedGrant.Fit.FAILS,
                        "encryption context " + Phrases.constraint(constraint) + ": "
                                + Phrases.fit(grant.constraint())));
        grant.grant()
                .sourceArn()
                .ifPresent(arn -> part(
                        grant.sourceArn() != ExplainedGrant.Fit.FAILS, "aws:SourceArn " + arn));
    }

    private void part(boolean fits, String what) {
        line("    " + (fits ? "yes" : "no ") + "  " + what);
    }

    private void line(String text) {
        out.line(text);
    }
}
