package dev.keyward.policy.spec;

import dev.keyward.policy.PolicyKind;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts what the reference decides into the lines of a case file. */
final class SpecAnswer {

    private static final String SECRET =
            "because the resource does not exist in this Region, no resource-based policies allow access, or"
                    + " a resource-based policy explicitly denies access";

    private final Scenario.Question question;
    private final Coverage coverage;

    SpecAnswer(Scenario.Question question, Coverage coverage) {
        this.question = question;
        this.coverage = coverage;
    }

    String allowed(String... sources) {
        coverage.saw("answer", question.rule(), "allow");
        return Stream.of(sources)
                .filter(source -> !source.isEmpty())
                .collect(Collectors.joining(" + ", "allow ", ""))
                .strip();
    }

    String denied(SpecEvaluator.Hit hit) {
        return deny(hit, "with an explicit deny in " + withArticle(hit.kind()) + arn(hit));
    }

    /** The owner's deny, of which the caller learns no more than of a resource that is not there. */
    String deniedSecretly(SpecEvaluator.Hit hit, List<PolicyKind> missing) {
        coverage.saw("told", missing.isEmpty() ? "nothing of a deny" : "missing for a deny");
        return deny(hit, missing.isEmpty() ? SECRET : because(missing.getFirst()));
    }

    private String deny(SpecEvaluator.Hit hit, String reason) {
        coverage.saw("answer", question.rule(), "deny");
        coverage.saw("deny", question.rule(), word(hit.kind()));
        return "deny " + word(hit.kind()) + " " + hit.id() + "\n" + text(reason);
    }

    String missing(PolicyKind kind) {
        return missing(kind, because(kind));
    }

    String missingSecretly(PolicyKind kind) {
        coverage.saw("told", "nothing of what is missing");
        return missing(kind, SECRET);
    }

    private String missing(PolicyKind kind, String reason) {
        coverage.saw("answer", question.rule(), "missing");
        coverage.saw("missing", question.rule(), word(kind));
        return "missing " + word(kind) + "\n" + text(reason);
    }

    private String text(String reason) {
        var who = "User: " + question.caller().principal().arn() + " is not authorized to perform: "
                + question.action();
        coverage.saw("wording", question.wording().isEmpty() ? "plain" : question.wording());
        return switch (question.wording()) {
            case "ciphertext" -> who + " on the resource associated with this ciphertext " + reason;
            case "without resource" -> who + " " + reason;
            case "without reason" -> who + " on resource: " + question.resource();
            case "" ->
                question.isForeign()
                        ? who + " on this resource " + reason
                        : who + " on resource: " + question.resource() + " " + reason;
            default -> throw new IllegalArgumentException(question.wording());
        };
    }

    private String because(PolicyKind kind) {
        return "because no " + name(kind) + " allows the " + question.action() + " action";
    }

    /** AWS names managed policies to callers of the account itself. */
    private String arn(SpecEvaluator.Hit hit) {
        var isManaged = hit.id().startsWith("arn:")
                && List.of("identity", "boundary", "session", "scp", "rcp")
                        .contains(word(hit.kind()));
        coverage.saw("told", isManaged && !question.isForeign() ? "of an ARN" : "of no ARN");
        return isManaged && !question.isForeign() ? ": " + hit.id().replaceFirst("#.*", "") : "";
    }

    private static String withArticle(PolicyKind kind) {
        return switch (word(kind)) {
            case "identity" -> "an " + name(kind);
            case "trust" -> "the " + name(kind);
            default -> "a " + name(kind);
        };
    }

    private static String name(PolicyKind kind) {
        return switch (word(kind)) {
            case "identity" -> "identity-based policy";
            case "boundary" -> "permissions boundary";
            case "key" -> "resource-based policy";
            case "endpoint" -> "VPC endpoint policy";
            case "scp" -> "service control policy";
            case "rcp" -> "resource control policy";
            case "trust" -> "role trust policy";
            default -> word(kind) + " policy";
        };
    }

    /** The word of case files. */
    static String word(PolicyKind kind) {
        return switch (kind) {
            case IDENTITY -> "identity";
            case PERMISSIONS_BOUNDARY -> "boundary";
            case SESSION -> "session";
            case KEY_POLICY -> "key";
            case GRANT -> "grant";
            case VPC_ENDPOINT -> "endpoint";
            case SERVICE_CONTROL -> "scp";
            case RESOURCE_CONTROL -> "rcp";
            case TRUST -> "trust";
        };
    }
}
