package dev.keyward.policy.parse;

import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.match.Condition;
import dev.keyward.policy.match.Effect;
import dev.keyward.policy.match.LanguageVersion;
import dev.keyward.policy.match.PrincipalClause;
import dev.keyward.policy.match.PrincipalSet;
import dev.keyward.policy.match.Statement;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads one statement and holds it to the rules of its kind of policy. */
final class StatementReader {

    private static final Set<String> ELEMENTS = Set.of(
            "Sid",
            "Effect",
            "Principal",
            "NotPrincipal",
            "Action",
            "NotAction",
            "Resource",
            "NotResource",
            "Condition");

    private final PolicyKind kind;
    private final KindRules rules;
    private final LanguageVersion version;
    private final Problems problems;
    private final Map<String, Json.Member> elements = new HashMap<>();
    private final List<NamedPrincipal> principals = new ArrayList<>();
    private final List<String> actions = new ArrayList<>();
    private final List<String> resources = new ArrayList<>();
    private final List<WrittenCondition> conditions = new ArrayList<>();

    /** A statement to be matched, whom it names and where, and as it is written. */
    record Read(Statement statement, List<NamedPrincipal> principals, WrittenStatement written) {}

    StatementReader(PolicyKind kind, LanguageVersion version, Problems problems) {
        this.kind = kind;
        this.rules = KindRules.of(kind);
        this.version = version;
        this.problems = problems;
    }

    /** The statement; empty only if there is an error among the problems. */
    Optional<Read> read(Json json, int index) {
        if (!(json instanceof Json.Members(var place, var members))) {
            problems.add(
                    json.place(), ProblemReason.WRONG_TYPE, "", "a statement must be an object");
            return Optional.empty();
        }
        for (var member : members) {
            if (ELEMENTS.contains(member.name())) {
                elements.put(member.name(), member);
            } else {
                problems.add(
                        member.place(),
                        ProblemReason.UNKNOWN_ELEMENT,
                        member.name(),
                        "a statement has no element `" + member.name() + "`");
            }
        }
        var effect = effect(place);
        var principal = principal(place, effect);
        var statement = new Statement(
                index,
                sid(),
                place.line(),
                effect,
                principal,
                new ActionReader(kind, rules, problems, actions).read(place, elements),
                new ResourceReader(rules, version, problems, resources).read(place, elements),
                conditions(effect));
        checkResourceControl(effect, place);
        return Optional.of(new Read(statement, principals, written(statement)));
    }

    private WrittenStatement written(Statement statement) {
        return new WrittenStatement(
                statement.sid(),
                statement.effect(),
                listed(
                        "NotPrincipal",
                        principals.stream()
                                .map(named -> new WrittenPrincipal(named.type(), named.value()))
                                .toList()),
                listed("NotAction", actions),
                listed("NotResource", resources),
                conditions);
    }

    private <T> Listed<T> listed(String excluding, List<T> values) {
        var excludes = !values.isEmpty() && elements.containsKey(excluding);
        return new Listed<>(excludes ? Listed.Sense.ALL_BUT_THESE : Listed.Sense.THESE, values);
    }

    private Optional<String> sid() {
        var member = elements.get("Sid");
        if (member == null) {
            return Optional.empty();
        }
        if (!(member.value() instanceof Json.Text(var place, var sid, var end))) {
            problems.add(
                    member.value().place(),
                    ProblemReason.WRONG_TYPE,
                    "Sid",
                    "`Sid` must be a string");
            return Optional.empty();
        }
        if (rules.sids() == KindRules.Sids.STRICT
                && !sid.chars().allMatch(StatementReader::isAlphanumeric)) {
            problems.add(
                    place,
                    ProblemReason.INVALID_SID,
                    sid,
                    "the Sid `" + sid + "` has other characters than A-Z, a-z and 0-9");
        }
        return Optional.of(sid);
    }

    private static boolean isAlphanumeric(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private Effect effect(Json.Place statement) {
        var member = elements.get("Effect");
        if (member == null) {
            problems.add(
                    statement, ProblemReason.MISSING_EFFECT, "", "the statement has no `Effect`");
            return Effect.DENY;
        }
        if (!(member.value() instanceof Json.Text text)) {
            problems.add(
                    member.value().place(),
                    ProblemReason.WRONG_TYPE,
                    "Effect",
                    "`Effect` must be a string");
            return Effect.DENY;
        }
        var written = text.value();
        if (!written.equals("Allow") && !written.equals("Deny")) {
            problems.add(
                    text.place(),
                    ProblemReason.INVALID_EFFECT,
                    written,
                    "the effect `" + written + "` is neither `Allow` nor `Deny`");
        }
        return written.equals("Allow") ? Effect.ALLOW : Effect.DENY;
    }

    private PrincipalClause principal(Json.Place statement, Effect effect) {
        var listed = Optional.ofNullable(elements.get("Principal"));
        var excluded = Optional.ofNullable(elements.get("NotPrincipal"));
        listed.ifPresent(member -> refuseIfForbidden(member, rules.principal()));
        excluded.ifPresent(member -> refuseIfForbidden(member, rules.notPrincipal()));
        if (listed.isPresent() && excluded.isPresent()) {
            Elements.conflict(excluded.get(), "Principal", problems);
        }
        if (rules.principal() == KindRules.Element.FORBIDDEN) {
            return new PrincipalClause.Attached();
        }
        var reader = new PrincipalReader(kind, problems, principals);
        if (excluded.isPresent()) {
            if (effect == Effect.ALLOW) {
                problems.add(
                        excluded.get().place(),
                        ProblemReason.NOT_PRINCIPAL_WITH_ALLOW,
                        "",
                        "allows everybody but those listed");
            }
            return new PrincipalClause.AllBut(reader.read(excluded.get()));
        }
        if (listed.isEmpty()) {
            problems.add(
                    statement,
                    ProblemReason.MISSING_PRINCIPAL,
                    "",
                    "the statement has no `Principal`");
            return ofNobodyNamed();
        }
        return new PrincipalClause.Listed(reader.read(listed.get()));
    }

    /** Matters only where the problem is tolerated: a ceiling is over everybody, a resource's policy is not. */
    private PrincipalClause ofNobodyNamed() {
        return switch (kind) {
            case KEY_POLICY, TRUST ->
                new PrincipalClause.Listed(PrincipalSet.builder().build());
            case IDENTITY,
                    PERMISSIONS_BOUNDARY,
                    SESSION,
                    GRANT,
                    VPC_ENDPOINT,
                    SERVICE_CONTROL,
                    RESOURCE_CONTROL -> new PrincipalClause.Attached();
        };
    }

    private void refuseIfForbidden(Json.Member member, KindRules.Element element) {
        if (element == KindRules.Element.FORBIDDEN) {
            problems.add(
                    member.place(),
                    ProblemReason.PRINCIPAL_FORBIDDEN,
                    member.name(),
                    "this kind of policy has no `" + member.name() + "`");
        }
    }

    private List<Condition> conditions(Effect effect) {
        var member = elements.get("Condition");
        return member == null
                ? List.of()
                : new ConditionReader(kind, version, problems, conditions).read(member, effect);
    }

    /**
     * Resource control policies only deny; the one that allows is the built-in one, which allows
     * everything.
     */
    private void checkResourceControl(Effect effect, Json.Place statement) {
        if (kind == PolicyKind.RESOURCE_CONTROL
                && effect == Effect.ALLOW
                && !(isStar("Action")
                        && isStar("Resource")
                        && !elements.containsKey("Condition"))) {
            problems.add(
                    statement,
                    ProblemReason.EFFECT_FORBIDDEN,
                    "Allow",
                    "a resource control policy may only deny");
        }
    }

    private boolean isStar(String element) {
        var member = elements.get(element);
        if (member == null) {
            return false;
        }
        var value = member.value() instanceof Json.Items(var place, var items) && items.size() == 1
                ? items.getFirst()
                : member.value();
        return value instanceof Json.Text text && text.value().equals("*");
    }
}
