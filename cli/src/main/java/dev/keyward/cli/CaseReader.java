package dev.keyward.cli;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;
import dev.keyward.policy.AuthorizationRequest;
import dev.keyward.policy.ContextKeys;
import dev.keyward.policy.decide.Grants;
import dev.keyward.policy.decide.KeyTerms;
import dev.keyward.policy.decide.RetireRule;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads cases; the format is told in {@code docs/reference/policy-simulate.md}. */
final class CaseReader {

    private static final Set<String> DECISIONS = Set.of("Allow", "ImplicitDeny", "ExplicitDeny");

    private final PolicyReader policies;

    CaseReader(Documents documents) {
        this.policies = new PolicyReader(documents);
    }

    /** What the case says of how to read it. */
    private record Options(
            boolean scpFull,
            boolean rcpFull,
            boolean wildcard,
            boolean derive,
            Optional<Instant> now) {}

    Case read(Json line) throws CaseException {
        var fields = Fields.of(line, "");
        var id = fields.findText("id");
        var options = options(Fields.of(
                fields.find("options").orElseGet(() -> new Json.Members(Map.of(), "", 0, 0)),
                "options"));
        var request = Fields.of(need(fields, "request"), "request");
        var action = request.getText("action");
        var said = request.findText("resource").orElse("*");
        var resource = options.wildcard() ? "*" : said;
        var owner = owner(request, resource);
        var caller = Caller.read(Fields.of(need(fields, "principal"), "principal"), owner);
        var account = owner.orElse(caller.principal().account());
        var pairs = request.findObject("encryptionContext");
        var encryptionContext =
                pairs.isEmpty() ? Map.<String, String>of() : pairs.get().allTexts();
        var ofKms = action.toLowerCase(Locale.ROOT).startsWith("kms:");
        var facts = new DerivedKeys.Facts(
                account,
                ofKms,
                encryptionContext,
                request.findText("vpcEndpointId"),
                options.now());
        var context = context(request);
        if (options.derive()) {
            context = agree(context, DerivedKeys.of(caller, facts));
        }
        var tokens = request.texts("grantTokens");
        request.done();
        var asked =
                new AuthorizationRequest(caller.principal(), action, resource, account, context);
        var layers = Fields.of(
                fields.find("policies").orElseGet(() -> new Json.Members(Map.of(), "", 0, 0)),
                "policies");
        var grants = GrantReader.read(layers, tokens, account);
        var rule = rule(asked, grants, tokens);
        var all = policies.read(
                layers,
                rule,
                new PolicyReader.Levels(options.scpFull(), options.rcpFull(), caller.exempt()));
        var terms = new KeyTerms(
                KmsReach.of(action),
                Grants.of(GrantReader.inForce(grants, asked)),
                encryptionContext);
        var expectation = expectation(fields);
        fields.done();
        return new Case(id, rule, asked, all, terms, expectation);
    }

    private static Json need(Fields fields, String name) throws CaseException {
        var json = fields.find(name);
        if (json.isEmpty()) {
            throw new CaseException(name + " is missing");
        }
        return json.get();
    }

    private static Options options(Fields fields) throws CaseException {
        var now = fields.findText("now");
        try {
            var options = new Options(
                    full(fields, "scpMode", "levelsAsGiven"),
                    full(fields, "rcpMode", "addFullAccessPerLevel"),
                    fields.isTrue("wildcardOnlyAction"),
                    fields.isTrue("deriveContext"),
                    now.map(Instant::parse));
            fields.done();
            return options;
        } catch (DateTimeParseException notATime) {
            throw new CaseException(
                    "options.now: `" + notATime.getParsedString() + "` is not a time");
        }
    }

    private static boolean full(Fields fields, String name, String unsaid) throws CaseException {
        var mode = fields.findText(name).orElse(unsaid);
        return switch (mode) {
            case "levelsAsGiven" -> false;
            case "addFullAccessPerLevel" -> true;
            default ->
                throw new CaseException("options." + name + ": there is no mode `" + mode + "`");
        };
    }

    private static Optional<AccountId> owner(Fields request, String resource) throws CaseException {
        var said = request.findText("resourceAccount");
        if (said.isPresent()) {
            return Optional.of(Caller.accountId(said.get(), "request.resourceAccount"));
        }
        return Optional.of(resource)
                .filter(Arn::isArn)
                .map(arn -> Arn.parse(arn).account())
                .filter(AccountId::isAccountId)
                .map(AccountId::new);
    }

    private static ContextKeys context(Fields request) throws CaseException {
        var keys = ContextKeys.builder();
        var given = request.findObject("context");
        if (given.isEmpty()) {
            return keys.build();
        }
        var names = new HashSet<String>();
        for (var key : given.get().all().entrySet()) {
            var name = key.getKey();
            if (!names.add(name.toLowerCase(Locale.ROOT))) {
                throw new CaseException("request.context." + name + " stands twice");
            }
            switch (key.getValue()) {
                case Json.Text(var value) -> keys.single(name, value);
                case Json.Bool(var value) -> keys.single(name, Boolean.toString(value));
                case Json.Numeral(var written) -> keys.single(name, written);
                case Json.Items _ -> keys.multiple(name, given.get().texts(name));
                case Json.Null _, Json.Members _ ->
                    throw new CaseException(
                            "request.context." + name + " is neither a string nor a list");
            }
        }
        return keys.build();
    }

    private static ContextKeys agree(ContextKeys given, ContextKeys derived) throws CaseException {
        for (var name : derived.names()) {
            var said = given.findLowerCase(name);
            if (said.isPresent()
                    && !same(said.get(), derived.findLowerCase(name).orElseThrow())) {
                throw new CaseException(
                        "request.context." + name + " is not what the rest of the case says");
            }
        }
        return derived.with(given);
    }

    /** The values of a multi-valued key have no order. */
    private static boolean same(ContextKeys.Value one, ContextKeys.Value other) {
        if (one instanceof ContextKeys.Multiple(var some)
                && other instanceof ContextKeys.Multiple(var others)) {
            return Set.copyOf(some).equals(Set.copyOf(others));
        }
        return one.equals(other);
    }

    private static Case.Rule rule(
            AuthorizationRequest request, List<GrantReader.Given> grants, List<String> tokens)
            throws CaseException {
        var action = request.action().toLowerCase(Locale.ROOT);
        if (action.equals("kms:retiregrant")) {
            return new Case.Rule.Retire(retirable(grants, tokens));
        }
        if (!Arn.isArn(request.resource())) {
            return new Case.Rule.Account();
        }
        var arn = Arn.parse(request.resource());
        if (action.startsWith("kms:")
                && arn.service().equals("kms")
                && arn.resource().startsWith("key/")) {
            return new Case.Rule.Key();
        }
        return action.startsWith("sts:")
                        && arn.service().equals("iam")
                        && arn.resource().startsWith("role/")
                ? new Case.Rule.Trust()
                : new Case.Rule.Account();
    }

    private static RetireRule.Retirable retirable(
            List<GrantReader.Given> grants, List<String> tokens) throws CaseException {
        var meant = new ArrayList<RetireRule.Retirable>();
        for (var given : grants) {
            if (grants.size() == 1 || given.token().filter(tokens::contains).isPresent()) {
                meant.add(given.retirable());
            }
        }
        if (meant.size() != 1) {
            throw new CaseException("policies.grants: of " + grants.size()
                    + " grants, request.grantTokens must say which one is to be retired");
        }
        return meant.getFirst();
    }

    private static Case.Expectation expectation(Fields fields) throws CaseException {
        var expect = fields.findObject("expect");
        if (expect.isEmpty()) {
            return new Case.Expectation(
                    Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }
        var given = expect.get();
        var decision = given.findText("decision");
        if (decision.isPresent() && !DECISIONS.contains(decision.get())) {
            throw new CaseException(
                    "expect.decision: there is no decision `" + decision.get() + "`");
        }
        var expectation = new Case.Expectation(
                decision,
                texts(given, "blockedBy"),
                texts(given, "matched"),
                given.findText("message"));
        given.done();
        return expectation;
    }

    private static Optional<List<String>> texts(Fields fields, String name) throws CaseException {
        return fields.find(name).isPresent() ? Optional.of(fields.texts(name)) : Optional.empty();
    }
}
