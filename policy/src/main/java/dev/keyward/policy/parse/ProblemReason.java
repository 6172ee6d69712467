package dev.keyward.policy.parse;

/**
 * Why a policy document is refused, or, for the last seven, what is odd about one that is not. The
 * services word their refusals by this.
 */
public enum ProblemReason {
    /** Not JSON at all. */
    NOT_JSON(Severity.ERROR),
    /** More characters than any policy may have, or than one of its kind; see {@link SizeLimit}. */
    TOO_LARGE(Severity.ERROR),
    /** Nested more deeply than the language ever is. */
    TOO_DEEP(Severity.ERROR),
    /** A character that policies may not hold. */
    INVALID_CHARACTER(Severity.ERROR),
    /** The same key twice in one object. */
    DUPLICATE_KEY(Severity.ERROR),
    /** An element that the language does not have. */
    UNKNOWN_ELEMENT(Severity.ERROR),
    /** A string where an object must be, and the like. */
    WRONG_TYPE(Severity.ERROR),
    /** A {@code Version} that does not exist. */
    INVALID_VERSION(Severity.ERROR),
    /** No {@code Statement}, or an empty list of them. */
    MISSING_STATEMENT(Severity.ERROR),
    /** A statement without {@code Effect}. */
    MISSING_EFFECT(Severity.ERROR),
    /** An effect other than {@code Allow} and {@code Deny}. */
    INVALID_EFFECT(Severity.ERROR),
    /** {@code Allow} in a kind of policy that only denies. */
    EFFECT_FORBIDDEN(Severity.ERROR),
    /** Both {@code Action} and {@code NotAction}, and the like. */
    CONFLICTING_ELEMENTS(Severity.ERROR),
    MISSING_ACTION(Severity.ERROR),
    /** An action that is neither {@code *} nor {@code service:name}. */
    ACTION_WITHOUT_VENDOR(Severity.ERROR),
    /** The part before the colon is no service; {@link PolicyProblem#subject} is that part. */
    INVALID_VENDOR(Severity.ERROR),
    ACTION_WITH_SEVERAL_COLONS(Severity.ERROR),
    /** An action of another service than STS in a trust policy. */
    ACTION_NOT_OF_STS(Severity.ERROR),
    /** {@code NotAction} in a resource control policy. */
    NOT_ACTION_FORBIDDEN(Severity.ERROR),
    MISSING_RESOURCE(Severity.ERROR),
    /** {@link PolicyProblem#subject} is the element, {@code Resource} or {@code NotResource}. */
    RESOURCE_FORBIDDEN(Severity.ERROR),
    /** {@link PolicyProblem#subject} is the resource. */
    RESOURCE_NOT_ARN(Severity.ERROR),
    MISSING_PRINCIPAL(Severity.ERROR),
    /** {@link PolicyProblem#subject} is the element, {@code Principal} or {@code NotPrincipal}. */
    PRINCIPAL_FORBIDDEN(Severity.ERROR),
    /** {@link PolicyProblem#subject} is type and value, as in {@code "AWS":"nobody"}. */
    INVALID_PRINCIPAL(Severity.ERROR),
    /** A principal's name where its type must be said as well. */
    UNTYPED_PRINCIPAL(Severity.ERROR),
    INVALID_SID(Severity.ERROR),
    DUPLICATE_SID(Severity.ERROR),
    UNKNOWN_OPERATOR(Severity.ERROR),
    /** {@code ForAllValues} on a key that has one value, which lets requests without the key pass. */
    OVERLY_PERMISSIVE_CONDITION(Severity.ERROR),
    /** A document in the language of 2008, in which variables are plain text. */
    OLD_VERSION(Severity.WARNING),
    /** A statement without action or resource, which does nothing. */
    INEFFECTIVE_STATEMENT(Severity.WARNING),
    /** {@code NotPrincipal} with {@code Allow}: allows everybody else in the world. */
    NOT_PRINCIPAL_WITH_ALLOW(Severity.WARNING),
    /** A value of a date operator that is no date and so never holds; IAM refuses it. */
    MALFORMED_DATE(Severity.WARNING),
    /** A value that another operator cannot compare, such as a network that is none; it never holds. */
    INCOMPARABLE_VALUE(Severity.WARNING),
    /** A key of many values without a set operator, so that the condition never holds. */
    SET_OPERATOR_MISSING(Severity.WARNING),
    /** An identity policy that may be inline, but is too large to be a managed policy. */
    TOO_LARGE_TO_BE_MANAGED(Severity.WARNING);

    /** Whether a problem keeps the document from being used. */
    public enum Severity {
        ERROR,
        WARNING
    }

    private final Severity severity;

    ProblemReason(Severity severity) {
        this.severity = severity;
    }

    public Severity severity() {
        return severity;
    }
}
