package dev.keyward.policy.parse;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;
import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.match.PrincipalSet;

import java.util.List;

/** Reads {@code Principal} and {@code NotPrincipal}. */
final class PrincipalReader {

    private static final int UNIQUE_ID_LENGTH = 16;

    private final PolicyKind kind;
    private final Problems problems;
    private final List<NamedPrincipal> principals;
    private final PrincipalSet.Builder set = PrincipalSet.builder();

    PrincipalReader(PolicyKind kind, Problems problems, List<NamedPrincipal> principals) {
        this.kind = kind;
        this.problems = problems;
        this.principals = principals;
    }

    PrincipalSet read(Json.Member member) {
        switch (member.value()) {
            case Json.Text text when text.value().equals("*") -> add(NamedPrincipal.Type.AWS, text);
            case Json.Text text
            when isAwsPrincipal(text.value()) -> {
                wrongType(member, ProblemReason.UNTYPED_PRINCIPAL);
                set.aws(text.value());
            }
            case Json.Members(var place, var members)
            when !members.isEmpty() -> members.forEach(this::readType);
            case Json.Members(var place, var members) -> missing(place, member.name());
            default -> wrongType(member, ProblemReason.WRONG_TYPE);
        }
        return set.build();
    }

    private void wrongType(Json.Member member, ProblemReason reason) {
        problems.add(
                member.value().place(),
                reason,
                member.name(),
                "`" + member.name() + "` must be `*` or an object");
    }

    private void missing(Json.Place place, String name) {
        problems.add(
                place, ProblemReason.MISSING_PRINCIPAL, "", "`" + name + "` names no principal");
    }

    private void readType(Json.Member member) {
        var type = switch (member.name()) {
            case "AWS" -> NamedPrincipal.Type.AWS;
            case "Service" -> NamedPrincipal.Type.SERVICE;
            case "Federated" -> NamedPrincipal.Type.FEDERATED;
            default -> null;
        };
        if (type == null) {
            problems.add(
                    member.place(),
                    ProblemReason.INVALID_PRINCIPAL,
                    "\"" + member.name() + "\"",
                    "there is no type of principal `" + member.name() + "` here");
            return;
        }
        var texts = Elements.texts(member, problems);
        if (texts.isEmpty()) {
            missing(member.place(), member.name());
        }
        texts.forEach(text -> add(type, text));
    }

    private void add(NamedPrincipal.Type type, Json.Text text) {
        var place = text.place();
        var principal = new NamedPrincipal(
                type, text.value(), place.line(), place.column(), place.offset(), text.end());
        principals.add(principal);
        if (!isValid(principal)) {
            problems.add(
                    place,
                    ProblemReason.INVALID_PRINCIPAL,
                    principal.written(),
                    "`" + text.value() + "` is not a principal that a policy may name here");
            return;
        }
        switch (type) {
            case AWS -> set.aws(text.value());
            case SERVICE -> set.service(text.value());
            case FEDERATED -> set.provider(text.value());
        }
    }

    private boolean isValid(NamedPrincipal principal) {
        var value = principal.value();
        if (kind == PolicyKind.RESOURCE_CONTROL) {
            return principal.type() == NamedPrincipal.Type.AWS && value.equals("*");
        }
        return switch (principal.type()) {
            case AWS -> value.equals("*") || isAwsPrincipal(value);
            case SERVICE -> value.indexOf('.') > 0 && !hasWildcard(value);
            case FEDERATED -> kind == PolicyKind.TRUST && !value.isEmpty() && !hasWildcard(value);
        };
    }

    /**
     * An account, a user, role or session, or a unique id. Wildcards never stand in a principal, and
     * groups are none.
     *
     * <p>Source: IAM User Guide, "AWS JSON policy elements: Principal".
     */
    private static boolean isAwsPrincipal(String value) {
        if (hasWildcard(value)) {
            return false;
        }
        if (PrincipalSet.accountOf(value).isPresent() || isUniqueId(value)) {
            return true;
        }
        if (!Arn.isArn(value)) {
            return false;
        }
        var arn = Arn.parse(value);
        if (!arn.region().isEmpty() || !AccountId.isAccountId(arn.account())) {
            return false;
        }
        var resource = arn.resource();
        return switch (arn.service()) {
            case "iam" -> isNamed(resource, "user/") || isNamed(resource, "role/");
            case "sts" -> isSession(resource) || isNamed(resource, "federated-user/");
            default -> false;
        };
    }

    private static boolean isNamed(String resource, String type) {
        return resource.startsWith(type)
                && resource.length() > type.length()
                && !resource.endsWith("/");
    }

    /** {@code assumed-role/NAME/SESSION}: exactly two names. */
    private static boolean isSession(String resource) {
        var parts = resource.split("/", -1);
        return parts.length == 3
                && parts[0].equals("assumed-role")
                && !parts[1].isEmpty()
                && !parts[2].isEmpty();
    }

    private static boolean hasWildcard(String value) {
        return value.indexOf('*') >= 0 || value.indexOf('?') >= 0;
    }

    private static boolean isUniqueId(String value) {
        return value.length() >= UNIQUE_ID_LENGTH
                && (value.startsWith("AIDA") || value.startsWith("AROA"))
                && value.chars().allMatch(c -> (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'));
    }
}
