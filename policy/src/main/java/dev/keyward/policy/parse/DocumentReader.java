package dev.keyward.policy.parse;

import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.match.LanguageVersion;
import dev.keyward.policy.match.Statement;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the outermost elements of a document: {@code Version}, {@code Id}, {@code Statement}. */
final class DocumentReader {

    private final PolicyKind kind;
    private final Problems problems;

    private DocumentReader(PolicyKind kind, Problems problems) {
        this.kind = kind;
        this.problems = problems;
    }

    /** The document's content; empty only if there is an error among {@code problems}. */
    static Optional<PolicyDocument.Content> read(String text, PolicyKind kind, Problems problems) {
        return JsonReader.read(text, problems)
                .flatMap(json -> new DocumentReader(kind, problems).document(json));
    }

    private Optional<PolicyDocument.Content> document(Json json) {
        if (!(json instanceof Json.Members(var place, var members))) {
            problems.add(
                    json.place(), ProblemReason.WRONG_TYPE, "", "a policy must be a JSON object");
            return Optional.empty();
        }
        var version = Optional.<Json>empty();
        var statement = Optional.<Json>empty();
        var id = Optional.<String>empty();
        for (var member : members) {
            switch (member.name()) {
                case "Version" -> version = Optional.of(member.value());
                case "Statement" -> statement = Optional.of(member.value());
                case "Id" -> id = requireText(member);
                default ->
                    problems.add(
                            member.place(),
                            ProblemReason.UNKNOWN_ELEMENT,
                            member.name(),
                            "a policy has no element `" + member.name() + "`");
            }
        }
        if (statement.isEmpty()) {
            problems.add(
                    place, ProblemReason.MISSING_STATEMENT, "", "the policy has no `Statement`");
            return Optional.empty();
        }
        return Optional.of(statements(statement.get(), version(version, place), id));
    }

    private Optional<String> requireText(Json.Member member) {
        if (member.value() instanceof Json.Text text) {
            return Optional.of(text.value());
        }
        problems.add(
                member.value().place(),
                ProblemReason.WRONG_TYPE,
                member.name(),
                "`" + member.name() + "` must be a string");
        return Optional.empty();
    }

    private LanguageVersion version(Optional<Json> json, Json.Place document) {
        if (json.isEmpty()) {
            warnOfOldVersion(document);
            return LanguageVersion.V2008;
        }
        if (!(json.get() instanceof Json.Text(var place, var written, var end))) {
            problems.add(
                    json.get().place(),
                    ProblemReason.WRONG_TYPE,
                    "Version",
                    "`Version` must be a string");
            return LanguageVersion.V2008;
        }
        var version = LanguageVersion.find(written);
        if (version.isEmpty()) {
            problems.add(
                    place,
                    ProblemReason.INVALID_VERSION,
                    written,
                    "there is no version `" + written + "`, only 2012-10-17 and 2008-10-17");
        } else if (version.get() == LanguageVersion.V2008) {
            warnOfOldVersion(place);
        }
        return version.orElse(LanguageVersion.V2008);
    }

    private void warnOfOldVersion(Json.Place place) {
        problems.add(
                place,
                ProblemReason.OLD_VERSION,
                "",
                "variables are plain text unless `Version` is 2012-10-17");
    }

    private PolicyDocument.Content statements(
            Json json, LanguageVersion version, Optional<String> id) {
        var values = json instanceof Json.Items(var place, var items) ? items : List.of(json);
        if (values.isEmpty()) {
            problems.add(json.place(), ProblemReason.MISSING_STATEMENT, "", "`Statement` is empty");
        }
        var statements = new ArrayList<Statement>();
        var principals = new ArrayList<NamedPrincipal>();
        var written = new ArrayList<WrittenStatement>();
        var sids = new HashSet<String>();
        for (var index = 0; index < values.size(); index++) {
            var reader = new StatementReader(kind, version, problems);
            var value = values.get(index);
            reader.read(value, index).ifPresent(read -> {
                statements.add(read.statement());
                principals.addAll(read.principals());
                written.add(read.written());
                checkSidIsNew(value.place(), read.statement(), sids);
            });
        }
        return new PolicyDocument.Content(
                statements, principals, new WrittenPolicy(version, id, written));
    }

    private void checkSidIsNew(Json.Place place, Statement statement, Set<String> sids) {
        if (KindRules.of(kind).sids() == KindRules.Sids.FREE || statement.sid().isEmpty()) {
            return;
        }
        var sid = statement.sid().get();
        if (!sid.isEmpty() && !sids.add(sid)) {
            problems.add(
                    place, ProblemReason.DUPLICATE_SID, sid, "the Sid `" + sid + "` stands twice");
        }
    }
}
