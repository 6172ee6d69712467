package dev.keyward.policy.decide;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.AuthorizationRequest;
import dev.keyward.policy.ContextKeys;
import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.Principal;
import dev.keyward.policy.parse.PolicyDocument;
import dev.keyward.policy.parse.PolicyException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One case of a {@code .case} file: policies, a request and what must come of it. The format is told in
 * {@code policy/src/test/cases/README.md}.
 */
public record PolicyCase(
        String name,
        Rule rule,
        AuthorizationRequest request,
        Policies policies,
        KeyTerms terms,
        Optional<RetireRule.Retirable> retirable,
        Wording wording,
        List<String> expected) {

    /** Which of the rules decides. */
    enum Rule {
        KEY,
        ACCOUNT,
        TRUST,
        RETIRE,
        /** That of a key for a key that does not exist. */
        UNKNOWN
    }

    public Decision decide() {
        return question().decide();
    }

    public Question question() {
        var by = switch (rule) {
            case KEY -> new Question.OfKey(terms);
            case ACCOUNT -> new Question.OfAccount();
            case TRUST -> new Question.OfTrust();
            case RETIRE -> new Question.OfRetire(retirable.orElseThrow());
            case UNKNOWN -> new Question.OfUnknownKey();
        };
        return new Question(by, request, policies);
    }

    /** The decision as the expectation of a case is written: one line for the outcome, one for the text. */
    public List<String> render(Decision decision) {
        return render(request, decision, wording);
    }

    /** As {@link #render(Decision)}, for a decision that is of no case. */
    public static List<String> render(
            AuthorizationRequest request, Decision decision, Wording wording) {
        return switch (decision) {
            case Decision.Allow(var sources) ->
                List.of(("allow "
                                + String.join(
                                        " + ",
                                        sources.stream().map(PolicyCase::render).toList()))
                        .strip());
            case Decision.ExplicitDeny deny ->
                List.of("deny " + render(deny.source()), DenialMessage.of(request, deny, wording));
            case Decision.ImplicitDeny deny ->
                List.of(
                        "missing " + word(deny.missing()),
                        DenialMessage.of(request, deny, wording));
        };
    }

    private static String render(Source source) {
        return word(source.kind()) + " " + source.policy() + "#"
                + source.sid().orElse(Integer.toString(source.index()));
    }

    private static String word(PolicyKind kind) {
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

    /** The wording of a case's line {@code wording}. */
    public static Wording wording(String text) {
        return switch (text) {
            case "ciphertext" -> Wording.ON_CIPHERTEXT;
            case "without resource" -> Wording.WITHOUT_RESOURCE;
            case "without reason" -> Wording.WITHOUT_REASON;
            default -> throw new IllegalArgumentException("unknown wording " + text);
        };
    }

    /** Reads the lines of one case; {@code shared} are the definitions of its file, which it may use. */
    static final class Reader {

        private final Map<String, List<String>> shared;
        private final Map<PolicyKind, List<NamedPolicy>> policies = new HashMap<>();
        private final List<List<NamedPolicy>> scpLevels = new ArrayList<>();
        private final List<List<NamedPolicy>> rcpLevels = new ArrayList<>();
        private final ContextKeys.Builder context = ContextKeys.builder();
        private final Map<String, String> encryptionContext = new HashMap<>();
        private final List<Grant> grants = new ArrayList<>();
        private final List<String> expected = new ArrayList<>();
        private String caller = "";
        private String action = "kms:Decrypt";
        private String resource = "";
        private String account = "";
        private String retiring = "";
        private String issued = "";
        private Rule rule = Rule.KEY;
        private Wording wording = Wording.ON_RESOURCE;
        private KeyTerms.Reach reach = KeyTerms.Reach.ANY_ACCOUNT;

        Reader(Map<String, List<String>> shared) {
            this.shared = shared;
        }

        PolicyCase read(String name, List<Block> blocks) throws PolicyException {
            for (var block : blocks) {
                read(block);
            }
            if (caller.isEmpty() || expected.isEmpty()) {
                throw new IllegalArgumentException(name + ": no caller or no expectation");
            }
            var principal = TestingPrincipals.of(caller);
            var owner = owner(principal);
            var request = new AuthorizationRequest(
                    principal, action, resource.isEmpty() ? "*" : resource, owner, context.build());
            return new PolicyCase(
                    name,
                    rule,
                    request,
                    layers(),
                    new KeyTerms(reach, Grants.of(grants), encryptionContext),
                    retirable(owner),
                    wording,
                    expected);
        }

        private Optional<RetireRule.Retirable> retirable(AccountId owner) {
            var issuer = issued.isEmpty() ? owner : new AccountId(issued);
            return rule == Rule.RETIRE
                    ? Optional.of(new RetireRule.Retirable(
                            grants.getFirst(),
                            Optional.of(retiring).filter(principal -> !principal.isEmpty()),
                            issuer))
                    : Optional.empty();
        }

        private AccountId owner(Principal principal) {
            if (!account.isEmpty()) {
                return new AccountId(account);
            }
            var parts = resource.split(":", -1);
            return parts.length > 4 && AccountId.isAccountId(parts[4])
                    ? new AccountId(parts[4])
                    : principal.account();
        }

        private Policies layers() {
            var all = Policies.none()
                    .withIdentity(of(PolicyKind.IDENTITY))
                    .withBoundary(of(PolicyKind.PERMISSIONS_BOUNDARY))
                    .withSession(of(PolicyKind.SESSION))
                    .withServiceControl(scpLevels)
                    .withResourceControl(rcpLevels);
            for (var policy : of(PolicyKind.KEY_POLICY)) {
                all = all.withResource(policy);
            }
            for (var policy : of(PolicyKind.TRUST)) {
                all = all.withResource(policy);
            }
            for (var policy : of(PolicyKind.VPC_ENDPOINT)) {
                all = all.withVpcEndpoint(policy);
            }
            return all;
        }

        private List<NamedPolicy> of(PolicyKind kind) {
            return policies.getOrDefault(kind, List.of());
        }

        private void read(Block block) throws PolicyException {
            var rest = block.rest();
            switch (block.word()) {
                case "caller" -> caller = rest;
                case "action" -> action = rest;
                case "resource" -> resource = rest;
                case "owner" -> account = rest;
                case "retiring" -> retiring = rest;
                case "issued" -> issued = rest;
                case "rule" -> rule = Rule.valueOf(rest.toUpperCase(Locale.ROOT));
                case "wording" -> wording = wording(rest);
                case "own-account-only" -> reach = KeyTerms.Reach.OWN_ACCOUNT;
                case "context" -> block.lines().forEach(this::readContext);
                case "encryption-context" ->
                    block.lines()
                            .forEach(line -> encryptionContext.put(
                                    line.substring(0, line.indexOf('=')).strip(),
                                    line.substring(line.indexOf('=') + 1).strip()));
                case "grant" -> grants.add(grant(rest, block.lines()));
                case "identity" -> add(PolicyKind.IDENTITY, block);
                case "boundary" -> add(PolicyKind.PERMISSIONS_BOUNDARY, block);
                case "session" -> add(PolicyKind.SESSION, block);
                case "key" -> add(PolicyKind.KEY_POLICY, block);
                case "trust" -> add(PolicyKind.TRUST, block);
                case "endpoint" -> add(PolicyKind.VPC_ENDPOINT, block);
                case "scp" -> addLevel(PolicyKind.SERVICE_CONTROL, block, scpLevels);
                case "scp-beside" ->
                    scpLevels.getLast().add(policy(PolicyKind.SERVICE_CONTROL, block));
                case "rcp" -> addLevel(PolicyKind.RESOURCE_CONTROL, block, rcpLevels);
                case "rcp-beside" ->
                    rcpLevels.getLast().add(policy(PolicyKind.RESOURCE_CONTROL, block));
                case "expect" -> {
                    if (!rest.isEmpty()) {
                        expected.add(rest);
                    }
                    expected.addAll(block.lines());
                }
                default -> throw new IllegalArgumentException("unknown word " + block.word());
            }
        }

        private void readContext(String line) {
            var equals = line.indexOf('=');
            var name = line.substring(0, equals).strip();
            var value = line.substring(equals + 1).strip();
            if (value.startsWith("[")) {
                var inside = value.substring(1, value.length() - 1).strip();
                context.multiple(
                        name,
                        inside.isEmpty()
                                ? List.of()
                                : Arrays.stream(inside.split(",", -1))
                                        .map(part -> plain(part.strip()))
                                        .toList());
            } else {
                context.single(name, plain(value));
            }
        }

        private static String plain(String written) {
            return written.equals("\"\"") ? "" : written;
        }

        private void add(PolicyKind kind, Block block) throws PolicyException {
            policies.computeIfAbsent(kind, _ -> new ArrayList<>()).add(policy(kind, block));
        }

        private void addLevel(PolicyKind kind, Block block, List<List<NamedPolicy>> levels)
                throws PolicyException {
            levels.add(new ArrayList<>(List.of(policy(kind, block))));
        }

        private NamedPolicy policy(PolicyKind kind, Block block) throws PolicyException {
            var name = block.rest();
            var lines = block.lines();
            if (lines.isEmpty()) {
                var known = shared.get(name);
                if (known == null) {
                    throw new IllegalArgumentException("no policy is called " + name);
                }
                lines = known;
            }
            return new NamedPolicy(
                    name.isEmpty() ? word(kind) : name,
                    PolicyDocument.parse(StatementText.document(lines), kind));
        }

        private static Grant grant(String id, List<String> lines) {
            var grantee = "";
            var operations = Set.<String>of();
            var constraint = Optional.<Grant.Constraint>empty();
            var sourceArn = Optional.<String>empty();
            for (var line : lines) {
                var space = line.indexOf(' ');
                var rest = line.substring(space + 1).strip();
                switch (line.substring(0, space)) {
                    case "to" -> grantee = rest;
                    case "for" -> operations = Set.of(rest.split(" ", -1));
                    case "equals" ->
                        constraint = Optional.of(new Grant.Constraint.Equals(pairs(rest)));
                    case "subset" ->
                        constraint = Optional.of(new Grant.Constraint.Subset(pairs(rest)));
                    case "source" -> sourceArn = Optional.of(rest);
                    default ->
                        throw new IllegalArgumentException("unknown line of a grant " + line);
                }
            }
            return new Grant(id, grantee, operations, constraint, sourceArn);
        }

        private static Map<String, String> pairs(String text) {
            var pairs = new HashMap<String, String>();
            for (var pair : text.split(" ", -1)) {
                pairs.put(
                        pair.substring(0, pair.indexOf('=')),
                        pair.substring(pair.indexOf('=') + 1));
            }
            return pairs;
        }
    }

    /** A word, what follows it on its line, and the indented lines below. */
    record Block(String word, String rest, List<String> lines) {}
}
