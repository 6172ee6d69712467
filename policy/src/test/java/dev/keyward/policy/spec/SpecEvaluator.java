package dev.keyward.policy.spec;

import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.Principal;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The rules once more, written straight from the AWS text and slow on purpose. It walks raw JSON, shares
 * no code with the engine but its value types, and finds every matching statement before it judges. Its
 * answer is what the expectation of a case file would say: a line for the decision, and for a refusal one
 * for its text.
 */
final class SpecEvaluator {

    /** The order in which a deny is looked for, and so which of several is named. */
    private static final List<PolicyKind> KINDS = List.of(
            PolicyKind.RESOURCE_CONTROL,
            PolicyKind.SERVICE_CONTROL,
            PolicyKind.VPC_ENDPOINT,
            PolicyKind.KEY_POLICY,
            PolicyKind.TRUST,
            PolicyKind.IDENTITY,
            PolicyKind.PERMISSIONS_BOUNDARY,
            PolicyKind.SESSION);

    /** What the owner of the resource says, which nobody of another account is told. */
    private static final List<PolicyKind> OF_THE_OWNER =
            List.of(PolicyKind.RESOURCE_CONTROL, PolicyKind.KEY_POLICY, PolicyKind.TRUST);

    /** A statement that applies to the request, and how its principal fits the caller. */
    record Hit(PolicyKind kind, int level, String id, boolean deny, String how) {}

    /** The policies with their JSON read, as one set of them is asked many questions. */
    static final class Reading {

        private final Scenario.Layers layers;
        private final Map<PolicyKind, List<List<List<Map<String, Object>>>>> statements =
                new EnumMap<>(PolicyKind.class);

        Reading(Scenario.Layers layers) {
            this.layers = layers;
            layers.levels()
                    .forEach((kind, levels) -> statements.put(
                            kind,
                            levels.stream()
                                    .map(level -> level.stream()
                                            .map(document -> document.statements().stream()
                                                    .map(RawJson::object)
                                                    .toList())
                                            .toList())
                                    .toList()));
        }
    }

    private final Reading reading;
    private final Scenario.Question question;
    private final Coverage coverage;
    private final SpecAnswer answer;
    private final PolicyKind guard;
    private final List<Hit> hits = new ArrayList<>();
    private final SpecGrants grants;

    private SpecEvaluator(Reading reading, Scenario.Question question, Coverage coverage) {
        this.reading = reading;
        this.question = question;
        this.coverage = coverage;
        this.answer = new SpecAnswer(question, coverage);
        this.guard = question.rule().equals("trust") ? PolicyKind.TRUST : PolicyKind.KEY_POLICY;
        this.grants = new SpecGrants(question, reading.layers.grants(), coverage);
    }

    static String decide(Scenario scenario) {
        return decide(new Reading(scenario.layers()), scenario.question(), new Coverage());
    }

    static String decide(Reading reading, Scenario.Question question, Coverage coverage) {
        coverage.saw(
                "caller",
                question.rule(),
                question.caller().words().replaceFirst(" .*", ""),
                question.isForeign() ? "foreign" : "own");
        return new SpecEvaluator(reading, question, coverage).decide();
    }

    private String decide() {
        for (var kind : KINDS) {
            var isHeard = !question.rule().equals("retire") || !OF_THE_OWNER.contains(kind);
            var levels = reading.layers.of(kind);
            for (var level = 0; isHeard && level < levels.size(); level++) {
                for (var index = 0; index < levels.get(level).size(); index++) {
                    collect(kind, level, index);
                }
            }
        }
        return switch (question.rule()) {
            case "account" -> question.isForeign() ? foreignAccount() : ownAccount();
            case "unknown" -> foreignGuarded();
            case "key", "trust", "retire" -> question.isForeign() ? foreignGuarded() : ownGuarded();
            default -> throw new IllegalArgumentException(question.rule());
        };
    }

    private void collect(PolicyKind kind, int level, int number) {
        var document = reading.layers.of(kind).get(level).get(number);
        coverage.saw("version", document.version().isEmpty() ? "none" : document.version());
        var evaluator = new SpecStatement(question, document.version(), coverage);
        var statements = reading.statements.get(kind).get(level).get(number);
        for (var index = 0; index < statements.size(); index++) {
            var statement = statements.get(index);
            var how = evaluator.applies(
                    statement, kind != PolicyKind.TRUST, has(PolicyKind.PERMISSIONS_BOUNDARY));
            if (!how.equals("no")) {
                var name = statement.getOrDefault("Sid", index);
                var deny = "Deny".equals(statement.get("Effect"));
                coverage.saw("hit", SpecAnswer.word(kind), deny ? "deny" : "allow", how);
                hits.add(new Hit(kind, level, document.name() + "#" + name, deny, how));
            }
        }
    }

    private boolean has(PolicyKind kind) {
        return !reading.layers.flat(kind).isEmpty();
    }

    private List<Hit> denies(Predicate<PolicyKind> of) {
        return hits.stream().filter(hit -> hit.deny() && of.test(hit.kind())).toList();
    }

    /** What allows in one of those ways, the ways in their order. */
    private List<String> allows(PolicyKind kind, String... hows) {
        var found = new ArrayList<String>();
        for (var how : hows) {
            for (var hit : hits) {
                if (!hit.deny() && hit.kind() == kind && hit.how().equals(how)) {
                    found.add(SpecAnswer.word(kind) + " " + hit.id());
                }
            }
        }
        return found;
    }

    private List<String> identity() {
        return allows(PolicyKind.IDENTITY, "attached");
    }

    /** Of several levels each must allow. */
    private boolean everyLevelAllows(PolicyKind kind) {
        for (var level = 0; level < reading.layers.of(kind).size(); level++) {
            var here = level;
            if (hits.stream()
                    .noneMatch(hit -> !hit.deny() && hit.kind() == kind && hit.level() == here)) {
                return false;
            }
        }
        return true;
    }

    /** The ceilings over everything, in the order in which AWS looks at them. */
    private List<PolicyKind> closedCeilings() {
        return List.of(
                        PolicyKind.RESOURCE_CONTROL,
                        PolicyKind.SERVICE_CONTROL,
                        PolicyKind.VPC_ENDPOINT)
                .stream()
                .filter(kind -> !question.rule().equals("retire") || !OF_THE_OWNER.contains(kind))
                .filter(kind -> !everyLevelAllows(kind))
                .toList();
    }

    /** Boundary and session policies, which cap what the caller's own policies give. */
    private List<PolicyKind> closedCaps() {
        var closed = new ArrayList<PolicyKind>();
        if (has(PolicyKind.PERMISSIONS_BOUNDARY)
                && allows(PolicyKind.PERMISSIONS_BOUNDARY, "attached").isEmpty()) {
            closed.add(PolicyKind.PERMISSIONS_BOUNDARY);
        }
        // A federated user has what its session policies give, and so nothing without one.
        var isLimited = has(PolicyKind.SESSION)
                || question.caller().principal() instanceof Principal.FederatedUser;
        if (isLimited && allows(PolicyKind.SESSION, "attached").isEmpty()) {
            closed.add(PolicyKind.SESSION);
        }
        return closed;
    }

    private boolean isRoot() {
        return question.caller().principal() instanceof Principal.Root;
    }

    private static String first(List<String> list) {
        return list.isEmpty() ? "" : list.getFirst();
    }

    private static String first(List<String> list, List<String> other) {
        return first(list.isEmpty() ? other : list);
    }

    /** "Policy evaluation for requests within a single account", for what is neither key nor role. */
    private String ownAccount() {
        var denies = denies(_ -> true);
        if (!denies.isEmpty()) {
            return answer.denied(denies.getFirst());
        }
        if (!closedCeilings().isEmpty()) {
            return answer.missing(closedCeilings().getFirst());
        }
        var direct = allows(PolicyKind.KEY_POLICY, "itself", "anyone");
        if (!direct.isEmpty()) {
            return answer.allowed(direct.getFirst());
        }
        if (isRoot()) {
            return answer.allowed();
        }
        var source = first(identity(), allows(PolicyKind.KEY_POLICY, "role", "maker"));
        if (source.isEmpty()) {
            return answer.missing(PolicyKind.IDENTITY);
        }
        return closedCaps().isEmpty()
                ? answer.allowed(source)
                : answer.missing(closedCaps().getFirst());
    }

    /** "Cross-account policy evaluation logic". */
    private String foreignAccount() {
        var denies = denies(_ -> true);
        if (!denies.isEmpty()) {
            return answer.denied(denies.getFirst());
        }
        if (!closedCeilings().isEmpty()) {
            return answer.missing(closedCeilings().getFirst());
        }
        if (identity().isEmpty() && !isRoot()) {
            return answer.missing(PolicyKind.IDENTITY);
        }
        if (!closedCaps().isEmpty()) {
            return answer.missing(closedCaps().getFirst());
        }
        var resource =
                allows(PolicyKind.KEY_POLICY, "itself", "anyone", "role", "maker", "account");
        return resource.isEmpty()
                ? answer.missing(PolicyKind.KEY_POLICY)
                : answer.allowed(first(identity()), resource.getFirst());
    }

    /** A key, a role or a grant's end, for a caller of its own account. */
    private String ownGuarded() {
        var denies = denies(_ -> true);
        if (!denies.isEmpty()) {
            return answer.denied(denies.getFirst());
        }
        if (!closedCeilings().isEmpty()) {
            return answer.missing(closedCeilings().getFirst());
        }
        var direct = first(allows(guard, "itself", "anyone"), grants.allow("itself"));
        if (!direct.isEmpty()) {
            return answer.allowed(direct);
        }
        var delegates = first(allows(guard, "account"), grants.allow("account"));
        if (isRoot() && !delegates.isEmpty()) {
            return answer.allowed(delegates);
        }
        var capped = first(allows(guard, "role", "maker"), grants.allow("role", "maker"));
        if (capped.isEmpty() && delegates.isEmpty()) {
            return answer.missing(guard);
        }
        if (capped.isEmpty() && identity().isEmpty()) {
            return answer.missing(PolicyKind.IDENTITY);
        }
        if (!closedCaps().isEmpty()) {
            return answer.missing(closedCaps().getFirst());
        }
        return capped.isEmpty()
                ? answer.allowed(delegates, first(identity()))
                : answer.allowed(capped);
    }

    /** The same for a caller of another account: both accounts decide, and only one of them is told of. */
    private String foreignGuarded() {
        var granted = first(grants.allow("itself"), grants.allow("role", "maker"));
        var mine = new ArrayList<>(closedCeilings());
        mine.remove(PolicyKind.RESOURCE_CONTROL);
        if (mine.isEmpty() && identity().isEmpty() && !isRoot() && granted.isEmpty()) {
            mine.add(PolicyKind.IDENTITY);
        }
        mine.addAll(closedCaps());
        var myDenies = denies(kind -> !OF_THE_OWNER.contains(kind));
        if (!myDenies.isEmpty()) {
            return answer.denied(myDenies.getFirst());
        }
        var theirDenies = denies(OF_THE_OWNER::contains);
        if (!theirDenies.isEmpty()) {
            return answer.deniedSecretly(theirDenies.getFirst(), mine);
        }
        if (!mine.isEmpty()) {
            return answer.missing(mine.getFirst());
        }
        if (closedCeilings().contains(PolicyKind.RESOURCE_CONTROL)) {
            return answer.missingSecretly(PolicyKind.RESOURCE_CONTROL);
        }
        var unreachable = question.rule().equals("unknown")
                || (question.rule().equals("key") && question.ownAccountOnly());
        var theirs = first(
                allows(guard, "itself", "anyone", "role", "maker", "account"),
                grants.allow("account"));
        if (unreachable || (granted.isEmpty() && theirs.isEmpty())) {
            return answer.missingSecretly(guard);
        }
        return granted.isEmpty()
                ? answer.allowed(first(identity()), theirs)
                : answer.allowed(granted);
    }
}
