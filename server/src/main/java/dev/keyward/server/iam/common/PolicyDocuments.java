package dev.keyward.server.iam.common;

import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.match.LanguageVersion;
import dev.keyward.policy.parse.PolicyDocument;
import dev.keyward.policy.parse.PolicyException;
import dev.keyward.policy.parse.PolicyProblem;
import dev.keyward.policy.parse.ProblemReason;
import dev.keyward.policy.parse.SizeLimit;
import dev.keyward.wire.ServiceException;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What IAM asks of a policy document before it keeps it. Of several things that are wrong it names the
 * one that it looks for first, wherever in the text that stands.
 *
 * <p>Source: the texts are those that IAM answers with; IAM User Guide, "IAM and AWS STS quotas".
 */
public final class PolicyDocuments {

    private static final Set<ProblemReason> ACTION_PROBLEMS = EnumSet.of(
            ProblemReason.ACTION_WITHOUT_VENDOR,
            ProblemReason.ACTION_WITH_SEVERAL_COLONS,
            ProblemReason.INVALID_VENDOR);

    private static final String FAILED_LEGACY_PARSING = "The policy failed legacy parsing";

    /** The ranks of what IAM looks for, in its order; those without a name stand between. */
    private static final int SYNTAX = 0;

    private static final int LEGACY = 1;

    private PolicyDocuments() {}

    /**
     * Refuses what cannot be a version of a managed policy.
     *
     * @throws ServiceException {@code MalformedPolicyDocument}; {@code LimitExceeded}
     */
    public static void requireManaged(String text) {
        var document = parse(text, PolicyKind.IDENTITY, PolicyDocuments::managedRefusal);
        if (document.version() != LanguageVersion.V2012) {
            throw oldVersion();
        }
        requireFormats(document);
        Quota.POLICY_SIZE.require(size(text));
    }

    /**
     * Refuses what cannot be an inline policy; how large it may be its owner says.
     *
     * @throws ServiceException {@code MalformedPolicyDocument}
     */
    public static void requireInline(String text) {
        requireFormats(parse(text, PolicyKind.IDENTITY, PolicyDocuments::identityRefusal));
    }

    /**
     * The document, if it can be a role's trust policy. Whether its principals exist is not looked at.
     *
     * @throws ServiceException {@code MalformedPolicyDocument}; {@code LimitExceeded}
     */
    public static PolicyDocument requireTrust(String text) {
        var document = parse(text, PolicyKind.TRUST, PolicyDocuments::trustRefusal);
        Quota.ACL_SIZE_PER_ROLE.require(size(text));
        return document;
    }

    /** How many characters of a document count; white space does not. */
    public static int size(String text) {
        return SizeLimit.Measure.WITHOUT_WHITE_SPACE.of(text);
    }

    /** The refusal with IAM's text. */
    public static ServiceException malformed(String message) {
        return IamError.MALFORMED_POLICY_DOCUMENT.because(message);
    }

    private interface Wording {
        ServiceException refusal(PolicyException problems);
    }

    private static PolicyDocument parse(String text, PolicyKind kind, Wording wording) {
        try {
            return PolicyDocument.parse(text, kind);
        } catch (PolicyException problems) {
            throw wording.refusal(problems);
        }
    }

    private static void requireFormats(PolicyDocument document) {
        if (isOdd(document.warnings(), ProblemReason.MALFORMED_DATE)) {
            throw malformed(FAILED_LEGACY_PARSING);
        }
        ResourceFormat.problem(document.resources()).ifPresent(text -> {
            throw malformed(text);
        });
    }

    private static boolean isOdd(List<PolicyProblem> warnings, ProblemReason reason) {
        return warnings.stream().anyMatch(problem -> problem.reason() == reason);
    }

    private static ServiceException oldVersion() {
        return malformed("Policy document must be version 2012-10-17 or greater.");
    }

    /** Only syntax comes before the version, and only for managed policies it must be the new one. */
    private static ServiceException managedRefusal(PolicyException refused) {
        return rank(foremost(refused.problems())) > SYNTAX
                        && isOdd(refused.warnings(), ProblemReason.OLD_VERSION)
                ? oldVersion()
                : identityRefusal(refused);
    }

    private static ServiceException identityRefusal(PolicyException refused) {
        var problem = foremost(refused.problems());
        return rank(problem) > LEGACY && isOdd(refused.warnings(), ProblemReason.MALFORMED_DATE)
                ? malformed(FAILED_LEGACY_PARSING)
                : malformed(identityText(problem));
    }

    /** What IAM looks for first; among the same, what stands first. */
    private static PolicyProblem foremost(List<PolicyProblem> problems) {
        return problems.stream()
                .min(Comparator.comparingInt(problem -> rank(problem)))
                .orElseThrow();
    }

    private static int rank(PolicyProblem problem) {
        if (ACTION_PROBLEMS.contains(problem.reason())) {
            return 6;
        }
        return switch (problem.reason()) {
            case INVALID_EFFECT -> isEffectInOtherCase(problem) ? LEGACY : SYNTAX;
            case DUPLICATE_SID -> 2;
            case MISSING_ACTION -> 3;
            case RESOURCE_NOT_ARN -> 4;
            case MISSING_RESOURCE -> 5;
            default -> SYNTAX;
        };
    }

    private static boolean isEffectInOtherCase(PolicyProblem problem) {
        return problem.subject().equalsIgnoreCase("Allow")
                || problem.subject().equalsIgnoreCase("Deny");
    }

    private static String identityText(PolicyProblem problem) {
        return switch (problem.reason()) {
            case PRINCIPAL_FORBIDDEN -> "Policy document should not specify a principal.";
            case INVALID_EFFECT ->
                isEffectInOtherCase(problem) ? FAILED_LEGACY_PARSING : "Syntax errors in policy.";
            case DUPLICATE_SID -> "Statement IDs (SID) in a single policy must be unique.";
            case MISSING_ACTION -> "Policy statement must contain actions.";
            case MISSING_RESOURCE -> "Policy statement must contain resources.";
            case RESOURCE_NOT_ARN ->
                ResourceFormat.problem(problem.subject()).orElse("Syntax errors in policy.");
            case ACTION_WITHOUT_VENDOR ->
                "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.";
            case ACTION_WITH_SEVERAL_COLONS -> "Actions/Condition can contain only one colon.";
            case INVALID_VENDOR -> "Vendor " + problem.subject() + " is not valid";
            default -> "Syntax errors in policy.";
        };
    }

    private static ServiceException trustRefusal(PolicyException refused) {
        var problem = foremost(refused.problems());
        return malformed(
                switch (problem.reason()) {
                    case NOT_JSON -> "This policy contains invalid Json";
                    case ACTION_NOT_OF_STS ->
                        "AssumeRole policy may only specify STS AssumeRole actions.";
                    case RESOURCE_FORBIDDEN, PRINCIPAL_FORBIDDEN ->
                        "Has prohibited field " + problem.subject();
                    case MISSING_PRINCIPAL -> "Missing required field Principal";
                    case INVALID_PRINCIPAL -> invalidPrincipal(problem.subject());
                    default -> identityText(problem);
                });
    }

    /** The text for a principal that cannot be one; {@code written} is its type and value. */
    public static String invalidPrincipal(String written) {
        return "Invalid principal in policy: " + written;
    }
}
