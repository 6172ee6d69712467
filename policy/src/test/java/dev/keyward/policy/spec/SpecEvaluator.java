package dev.keyward.policy.spec;

import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.Principal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rules once more, written straight from the AWS text and slow on purpose. It walks raw JSON, shares
 * no code with the engine but its value types, and finds every matching statement before it judges.
 */
final class SpecEvaluator {

    private static final List<PolicyKind> ORDER_OF_DENIES = List.of(
            PolicyKind.RESOURCE_CONTROL,
            PolicyKind.SERVICE_CONTROL,
            PolicyKind.VPC_ENDPOINT,
            PolicyKind.KEY_POLICY,
            PolicyKind.TRUST,
            PolicyKind.IDENTITY,
            PolicyKind.PERMISSIONS_BOUNDARY,
            PolicyKind.SESSION);

    /** A statement that applies to the request, and how its principal fits the caller. */
    private record Hit(PolicyKind kind, int level, String id, boolean deny, String how) {}

    private final Scenario scenario;
    private final Scenario.Question question;
    private final PolicyKind guard;
    private final List<Hit> hits = new ArrayList<>();

    SpecEvaluator(Scenario scenario) {
        this.scenario = scenario;
        this.question = scenario.question();
        this.guard = question.rule().equals("trust") ? PolicyKind.TRUST : PolicyKind.KEY_POLICY;
    }

    String decide() {
        for (var kind : ORDER_OF_DENIES) {
            var levels = scenario.layers().of(kind);
            for (var level = 0; level < levels.size(); level++) {
                for (var document : levels.get(level)) {
                    collect(kind, level, document);
                }
            }
        }
        var foreign = !(question.caller() instanceof Principal.Service)
                && !question.caller().account().equals(question.owner());
        if (question.rule().equals("account")) {
            return account(foreign);
        }
        return foreign ? foreignGuarded() : ownGuarded();
    }

    private void collect(PolicyKind kind, int level, Scenario.Document document) {
        var evaluator = new SpecStatement(question, document.version());
        var bounded = !scenario.layers().flat(PolicyKind.PERMISSIONS_BOUNDARY).isEmpty();
        for (var index = 0; index < document.statements().size(); index++) {
            var statement = RawJson.object(document.statements().get(index));
            var how = evaluator.applies(statement, kind, bounded);
            if (!how.equals("no")) {
                hits.add(new Hit(
                        kind,
                        level,
                        kind + ":" + document.name() + "#" + index,
                        "Deny".equals(statement.get("Effect")),
                        how));
            }
        }
    }

    private Stream<Hit> denies(PolicyKind... except) {
        var left = List.of(except);
        return hits.stream().filter(hit -> hit.deny() && !left.contains(hit.kind()));
    }

    private List<String> allows(PolicyKind kind, String... hows) {
        var wanted = List.of(hows);
        var found = new ArrayList<String>();
        for (var how : wanted) {
            hits.stream()
                    .filter(hit ->
                            !hit.deny() && hit.kind() == kind && hit.how().equals(how))
                    .forEach(hit -> found.add(hit.id()));
        }
        return found;
    }

    private List<String> identity() {
        return allows(PolicyKind.IDENTITY, "attached");
    }

    private boolean levelsAllow(PolicyKind kind) {
        for (var level = 0; level < scenario.layers().of(kind).size(); level++) {
            var here = level;
            if (hits.stream()
                    .noneMatch(hit -> !hit.deny() && hit.kind() == kind && hit.level() == here)) {
                return false;
            }
        }
        return true;
    }

    /** RCP, SCP, endpoint: the first that is there and does not allow. */
    private String closedCeiling(boolean withResourceControl) {
        if (withResourceControl && !levelsAllow(PolicyKind.RESOURCE_CONTROL)) {
            return "RESOURCE_CONTROL";
        }
        if (!levelsAllow(PolicyKind.SERVICE_CONTROL)) {
            return "SERVICE_CONTROL";
        }
        return levelsAllow(PolicyKind.VPC_ENDPOINT) ? "" : "VPC_ENDPOINT";
    }

    private String closedCap() {
        var boundary = PolicyKind.PERMISSIONS_BOUNDARY;
        if (!scenario.layers().flat(boundary).isEmpty()
                && allows(boundary, "attached").isEmpty()) {
            return "PERMISSIONS_BOUNDARY";
        }
        var limited = !scenario.layers().flat(PolicyKind.SESSION).isEmpty()
                || question.caller() instanceof Principal.FederatedUser;
        return limited && allows(PolicyKind.SESSION, "attached").isEmpty() ? "SESSION" : "";
    }

    private boolean isRoot() {
        return question.caller() instanceof Principal.Root;
    }

    private static String missing(String kind) {
        return "missing " + kind + ", told missing " + kind;
    }

    private static String denied(Hit hit) {
        return "deny " + hit.id() + ", told denied " + hit.kind();
    }

    private static String allow(String... sources) {
        return Stream.of(sources)
                .filter(source -> !source.isEmpty())
                .sorted()
                .collect(Collectors.joining(" ", "allow ", ""))
                .strip();
    }

    private static String firstOf(List<String> one, List<String> other) {
        return Stream.concat(one.stream(), other.stream()).findFirst().orElse("");
    }

    private String account(boolean foreign) {
        var deny = denies().findFirst();
        if (deny.isPresent()) {
            return denied(deny.get());
        }
        var ceiling = closedCeiling(true);
        if (!ceiling.isEmpty()) {
            return missing(ceiling);
        }
        var resource =
                allows(PolicyKind.KEY_POLICY, "itself", "anyone", "role", "maker", "account");
        if (foreign) {
            if (identity().isEmpty() && !isRoot()) {
                return missing("IDENTITY");
            }
            if (!closedCap().isEmpty()) {
                return missing(closedCap());
            }
            return resource.isEmpty()
                    ? missing("KEY_POLICY")
                    : allow(firstOf(identity(), List.of()), resource.getFirst());
        }
        var direct = allows(PolicyKind.KEY_POLICY, "itself", "anyone");
        if (!direct.isEmpty()) {
            return allow(direct.getFirst());
        }
        if (isRoot()) {
            return "allow";
        }
        var source = firstOf(identity(), allows(PolicyKind.KEY_POLICY, "role", "maker"));
        if (source.isEmpty()) {
            return missing("IDENTITY");
        }
        return closedCap().isEmpty() ? allow(source) : missing(closedCap());
    }

    private String ownGuarded() {
        var deny = denies().findFirst();
        if (deny.isPresent()) {
            return denied(deny.get());
        }
        if (!closedCeiling(true).isEmpty()) {
            return missing(closedCeiling(true));
        }
        var grants = grants();
        var direct = firstOf(allows(guard, "itself", "anyone"), grants.get("itself"));
        if (!direct.isEmpty()) {
            return allow(direct);
        }
        var delegated = firstOf(allows(guard, "account"), grants.get("account"));
        if (isRoot() && !delegated.isEmpty()) {
            return allow(delegated);
        }
        var viaRole = firstOf(
                allows(guard, "role", "maker"),
                Stream.concat(grants.get("role").stream(), grants.get("maker").stream())
                        .toList());
        if (viaRole.isEmpty() && (delegated.isEmpty() || identity().isEmpty())) {
            return missing(delegated.isEmpty() ? guard.name() : "IDENTITY");
        }
        if (!closedCap().isEmpty()) {
            return missing(closedCap());
        }
        return viaRole.isEmpty() ? allow(delegated, identity().getFirst()) : allow(viaRole);
    }

    private String foreignGuarded() {
        var grants = grants();
        var named = Stream.of("itself", "role", "maker")
                .flatMap(how -> grants.get(how).stream())
                .findFirst()
                .orElse("");
        var mine = closedCeiling(false);
        if (mine.isEmpty() && identity().isEmpty() && !isRoot() && named.isEmpty()) {
            mine = "IDENTITY";
        }
        if (mine.isEmpty()) {
            mine = closedCap();
        }
        var myDeny = denies(guard, PolicyKind.RESOURCE_CONTROL).findFirst();
        if (myDeny.isPresent()) {
            return denied(myDeny.get());
        }
        var theirDeny = denies().findFirst();
        if (theirDeny.isPresent()) {
            return "deny " + theirDeny.get().id()
                    + (mine.isEmpty() ? ", told nothing" : ", told missing " + mine);
        }
        if (!mine.isEmpty()) {
            return missing(mine);
        }
        if (!levelsAllow(PolicyKind.RESOURCE_CONTROL)) {
            return "missing RESOURCE_CONTROL, told nothing";
        }
        if (question.ownAccountOnly() && question.rule().equals("key")) {
            return "missing KEY_POLICY, told nothing";
        }
        if (!named.isEmpty()) {
            return allow(named);
        }
        var theirs = firstOf(
                allows(guard, "itself", "anyone", "role", "maker", "account"),
                grants.get("account"));
        return theirs.isEmpty()
                ? "missing " + guard + ", told nothing"
                : allow(theirs, firstOf(identity(), List.of()));
    }

    /** Section "Using grants": operation, grantee and constraint must all fit. */
    private Map<String, List<String>> grants() {
        Map<String, List<String>> found = new HashMap<>();
        for (var how : List.of("itself", "role", "maker", "account", "anyone")) {
            found.put(how, new ArrayList<>());
        }
        if (!question.rule().equals("key")) {
            return found;
        }
        var operation = question.action().replaceFirst("^[^:]*:", "");
        var free = List.of("describekey", "retiregrant", "creategrant", "getpublickey")
                .contains(operation.toLowerCase(Locale.ROOT));
        for (var grant : scenario.layers().grants()) {
            var how = new SpecPrincipals(question.caller()).names(grant.grantee());
            var inContext = switch (grant.constraint()) {
                case "equals" -> question.encryptionContext().equals(grant.pairs());
                case "subset" ->
                    grant.pairs().entrySet().stream()
                            .allMatch(pair -> pair.getValue()
                                    .equals(question.encryptionContext().get(pair.getKey())));
                default -> true;
            };
            if (grant.operations().contains(operation)
                    && !how.equals("no")
                    && (inContext || free)) {
                found.get(how).add("GRANT:" + grant.id() + "#0");
            }
        }
        return found;
    }
}
