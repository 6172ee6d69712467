package dev.keyward.policy.parse;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.match.LanguageVersion;
import dev.keyward.policy.match.RequestContext;
import dev.keyward.policy.match.Statement;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A policy document: its text, and its statements ready to be matched. Immutable, so one document may
 * serve any number of decisions at once.
 *
 * <p>Source: IAM User Guide, "Grammar of the IAM JSON policy language".
 */
public final class PolicyDocument {

    private static final Set<ProblemReason> CLEAR_ANYWAY = Set.of(
            ProblemReason.PRINCIPAL_FORBIDDEN,
            ProblemReason.RESOURCE_FORBIDDEN,
            ProblemReason.MISSING_PRINCIPAL,
            ProblemReason.UNTYPED_PRINCIPAL,
            ProblemReason.INVALID_SID,
            ProblemReason.DUPLICATE_SID);

    private final String text;
    private final PolicyKind kind;
    private final List<Statement> statements;
    private final ActionIndex index;
    private final List<NamedPrincipal> principals;
    private final WrittenPolicy written;
    private final List<PolicyProblem> warnings;

    PolicyDocument(String text, PolicyKind kind, Content content, List<PolicyProblem> warnings) {
        this.text = text;
        this.kind = kind;
        this.statements = List.copyOf(content.statements());
        this.index = new ActionIndex(statements);
        this.principals = List.copyOf(content.principals());
        this.written = content.written();
        this.warnings = List.copyOf(warnings);
    }

    /** What reading a document found. */
    record Content(
            List<Statement> statements, List<NamedPrincipal> principals, WrittenPolicy written) {}

    /**
     * Reads a document of that kind. What a kind must and must not hold is checked here, but not
     * how large it may be, as long as it has no more than 131,072 characters: see {@link SizeLimit}.
     *
     * @throws PolicyException with every error that was found, if there is one
     */
    public static PolicyDocument parse(String text, PolicyKind kind) throws PolicyException {
        return parse(text, kind, Set.of());
    }

    /**
     * As {@link #parse}, for a document that nobody stores but somebody asks about. What is clear although
     * no service would take it is a warning: an element that the kind has no use for is passed over, a
     * resource's policy that names no principal fits nobody, a ceiling that names none fits everybody, and
     * an ARN alone is a principal of type {@code AWS}.
     *
     * @throws PolicyException with every error that is left, if there is one
     */
    public static PolicyDocument parseTolerantly(String text, PolicyKind kind)
            throws PolicyException {
        return parse(text, kind, CLEAR_ANYWAY);
    }

    private static PolicyDocument parse(String text, PolicyKind kind, Set<ProblemReason> tolerated)
            throws PolicyException {
        var problems = new Problems(tolerated);
        var content = DocumentReader.read(text, kind, problems);
        var errors = problems.of(ProblemReason.Severity.ERROR);
        var warnings = problems.of(ProblemReason.Severity.WARNING);
        if (!errors.isEmpty() || content.isEmpty()) {
            throw new PolicyException(errors, warnings);
        }
        return new PolicyDocument(text, kind, content.get(), warnings);
    }

    /** A document without statements, which nothing can be written as: it allows and denies nothing. */
    public static PolicyDocument empty(PolicyKind kind) {
        var written = new WrittenPolicy(LanguageVersion.V2012, Optional.empty(), List.of());
        var content = new Content(List.of(), List.of(), written);
        return new PolicyDocument("{}", kind, content, List.of());
    }

    /** The text that was parsed, as it was. */
    public String text() {
        return text;
    }

    public PolicyKind kind() {
        return kind;
    }

    /** The version it is written in; {@link LanguageVersion#V2008} if it does not say. */
    public LanguageVersion version() {
        return written.version();
    }

    public List<Statement> statements() {
        return statements;
    }

    /** The statements that are about the request's action; the rest of them is still to be matched. */
    public List<Statement> statementsAbout(RequestContext context) {
        return index.about(context);
    }

    /** Every principal of every statement, in the order of the text; {@code *} is one of type AWS. */
    public List<NamedPrincipal> principals() {
        return principals;
    }

    /** Every resource that a statement names, in the order of the text; {@code *} is one. */
    public List<String> resources() {
        return written.statements().stream()
                .flatMap(statement -> statement.resources().values().stream())
                .toList();
    }

    /** What the document says, as it is written; its statements stand in the order of {@link #statements}. */
    public WrittenPolicy written() {
        return written;
    }

    /** What is odd about the document, but does not keep it from being used. */
    public List<PolicyProblem> warnings() {
        return warnings;
    }

    /**
     * The document's text with each AWS principal replaced by what {@code replacement} makes of it, and
     * not one other character changed. Thus a service stores unique ids in the place of ARNs, and turns
     * them back when the policy is read. {@code *} is not asked about.
     */
    public String mapPrincipals(UnaryOperator<String> replacement) {
        var mapped = new StringBuilder(text.length());
        var copied = 0;
        for (var principal : principals) {
            if (principal.type() != NamedPrincipal.Type.AWS || principal.value().equals("*")) {
                continue;
            }
            var other = replacement.apply(principal.value());
            if (!other.equals(principal.value())) {
                mapped.append(text, copied, principal.start()).append('"');
                JsonStringEncoder.getInstance().quoteAsString(other, mapped);
                mapped.append('"');
                copied = principal.end();
            }
        }
        return mapped.append(text, copied, text.length()).toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PolicyDocument that && kind == that.kind && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, text);
    }

    @Override
    public String toString() {
        return kind + " of " + statements.size() + " statements";
    }
}
