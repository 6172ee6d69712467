package dev.keyward.cli;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;
import dev.keyward.policy.AuthorizationRequest;
import dev.keyward.policy.decide.Grants;
import dev.keyward.policy.decide.KeyTerms;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
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

    /** The {@code id} of what may be no case otherwise. */
    static Optional<String> findId(Json line) {
        return line instanceof Json.Members object
                        && object.members().get("id") instanceof Json.Text(var id)
                ? Optional.of(id)
                : Optional.empty();
    }

    Case read(Json line) throws CaseException {
        var fields = Fields.of(line, "");
        var id = fields.findText("id");
        if (fields.find("documents").isPresent()) {
            throw new CaseException("documents stand on the first line only");
        }
        // Of other commands, whose cases have the same shape.
        fields.find("universe");
        fields.find("question");
        var options = options(fields.getObjectOrEmpty("options"));
        var request = fields.getObject("request");
        var action = request.getText("action");
        if (action.isEmpty()) {
            throw new CaseException("request.action is empty");
        }
        var said = request.findText("resource").orElse("*");
        var resource = options.wildcard() ? "*" : said;
        var owner = owner(request, resource);
        var caller = Caller.read(fields.getObject("principal"), owner);
        var account = owner.orElse(caller.principal().account());
        var encryptionContext = request.getObjectOrEmpty("encryptionContext").allTexts();
        var facts = new DerivedKeys.Facts(
                account,
                action.toLowerCase(Locale.ROOT).startsWith("kms:"),
                resource,
                encryptionContext,
                request.findText("vpcEndpointId"),
                options.now());
        var given = ContextReader.read(request.getObjectOrEmpty("context"));
        var context = options.derive()
                ? ContextReader.agree(given, DerivedKeys.of(caller, facts))
                : DerivedKeys.ofTime(options.now()).build().with(given);
        var tokens = request.texts("grantTokens");
        request.done();
        var asked =
                new AuthorizationRequest(caller.principal(), action, resource, account, context);
        var layers = fields.getObjectOrEmpty("policies");
        var grants = GrantReader.read(layers, tokens, account);
        var rule = Rules.of(caller, action, resource, GrantReader.retirable(grants, tokens));
        var levels = new PolicyReader.Levels(
                options.scpFull(),
                options.rcpFull(),
                caller.isUnderServiceControl(),
                caller.isUnderResourceControlFor(account));
        var read = policies.read(layers, rule, levels);
        if (!caller.isOfAnAccount() && !read.policies().identity().isEmpty()) {
            throw new CaseException(
                    "policies.identity: a principal of type " + caller.type() + " has none");
        }
        var terms = new KeyTerms(
                KmsReach.of(action),
                Grants.of(GrantReader.inForce(grants, asked)),
                encryptionContext);
        var expectation = expectation(fields);
        fields.done();
        return new Case(id, rule, asked, read.policies(), terms, expectation, read.warnings());
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

    private static Case.Expectation expectation(Fields fields) throws CaseException {
        var given = fields.getObjectOrEmpty("expect");
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
