package dev.keyward.policy.parse;

import dev.keyward.policy.PolicyKind;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * How large a document of one kind may be. Reading a document does not hold it to that: some limits are
 * quotas, and others are for several documents together, so that the service that keeps them must count.
 *
 * @param most in what {@code measure} counts
 *
 * <p>Source: IAM User Guide, "IAM and AWS STS quotas"; KMS Developer Guide, "Resource quotas"; VPC guide to
 *     AWS PrivateLink, "Control access to VPC endpoints using endpoint policies"; AWS Organizations User
 *     Guide, "Quotas for AWS Organizations".
 */
public record SizeLimit(int most, Measure measure) {

    /** The most of a managed policy; all inline policies of a role together may be larger. */
    private static final SizeLimit MANAGED = new SizeLimit(6_144, Measure.WITHOUT_WHITE_SPACE);

    /** What counts as size. */
    public enum Measure {
        CHARACTERS("characters"),
        WITHOUT_WHITE_SPACE("characters without white space"),
        BYTES("bytes");

        private final String unit;

        Measure(String unit) {
            this.unit = unit;
        }

        public int of(String text) {
            return switch (this) {
                case CHARACTERS -> text.length();
                case WITHOUT_WHITE_SPACE ->
                    (int) text.chars().filter(c -> !Character.isWhitespace(c)).count();
                case BYTES -> text.getBytes(StandardCharsets.UTF_8).length;
            };
        }
    }

    /**
     * The limit that no document of that kind may exceed. For identity policies it is that of a role's
     * inline policies, which may be the largest; {@link #ofManaged} is that of a policy by itself.
     */
    public static SizeLimit of(PolicyKind kind) {
        return switch (kind) {
            case IDENTITY -> new SizeLimit(10_240, Measure.WITHOUT_WHITE_SPACE);
            case PERMISSIONS_BOUNDARY -> MANAGED;
            case SESSION -> new SizeLimit(2_048, Measure.CHARACTERS);
            case KEY_POLICY -> new SizeLimit(32_768, Measure.BYTES);
            case TRUST -> new SizeLimit(2_048, Measure.WITHOUT_WHITE_SPACE);
            case VPC_ENDPOINT -> new SizeLimit(20_480, Measure.CHARACTERS);
            case SERVICE_CONTROL -> new SizeLimit(10_240, Measure.CHARACTERS);
            case RESOURCE_CONTROL -> new SizeLimit(5_120, Measure.CHARACTERS);
            case GRANT -> throw new IllegalArgumentException("a grant is not a policy document");
        };
    }

    /** The limit of a managed policy. */
    public static SizeLimit ofManaged() {
        return MANAGED;
    }

    /** What is wrong with the size of {@code text}; empty if it is not too large. */
    public Optional<PolicyProblem> problem(String text) {
        return problem(text, ProblemReason.TOO_LARGE, "at most " + most + " are allowed");
    }

    /** That {@code text}, an identity policy, may be an inline policy, but is too large for a managed one. */
    public static Optional<PolicyProblem> warningOfInlineOnly(String text) {
        return MANAGED.problem(
                text,
                ProblemReason.TOO_LARGE_TO_BE_MANAGED,
                "a managed policy may have " + MANAGED.most + ", only a role's inline policy more");
    }

    private Optional<PolicyProblem> problem(String text, ProblemReason reason, String limit) {
        var size = measure.of(text);
        return size <= most
                ? Optional.empty()
                : Optional.of(new PolicyProblem(
                        1,
                        1,
                        reason,
                        Integer.toString(size),
                        "the document has " + size + " " + measure.unit + ", " + limit));
    }
}
