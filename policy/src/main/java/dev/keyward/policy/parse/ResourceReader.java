package dev.keyward.policy.parse;

import dev.keyward.policy.match.LanguageVersion;
import dev.keyward.policy.match.ResourceClause;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads {@code Resource} and {@code NotResource}. */
final class ResourceReader {

    private final KindRules rules;
    private final LanguageVersion version;
    private final Problems problems;
    private final List<String> named;

    ResourceReader(
            KindRules rules, LanguageVersion version, Problems problems, List<String> named) {
        this.rules = rules;
        this.version = version;
        this.problems = problems;
        this.named = named;
    }

    ResourceClause read(Json.Place statement, Map<String, Json.Member> elements) {
        var listed = elements.get("Resource");
        var excluded = elements.get("NotResource");
        if (listed != null && excluded != null) {
            Elements.conflict(excluded, "Resource", problems);
        }
        if (rules.resource() == KindRules.Element.FORBIDDEN) {
            Stream.of("Resource", "NotResource")
                    .filter(elements::containsKey)
                    .forEach(name -> refuse(elements, name));
            return ResourceClause.anything();
        }
        var member = listed != null ? listed : excluded;
        if (member == null) {
            return missing(statement);
        }
        var texts = Elements.texts(member, problems);
        if (texts.isEmpty()) {
            return missing(member.place());
        }
        texts.forEach(this::check);
        named.addAll(Elements.values(texts));
        return listed != null
                ? ResourceClause.of(Elements.values(texts), version)
                : ResourceClause.allBut(Elements.values(texts), version);
    }

    private void refuse(Map<String, Json.Member> elements, String name) {
        var member = elements.get(name);
        if (member != null) {
            problems.add(
                    member.place(),
                    ProblemReason.RESOURCE_FORBIDDEN,
                    name,
                    "this kind of policy has no `" + name + "`");
        }
    }

    private ResourceClause missing(Json.Place place) {
        switch (rules.incomplete()) {
            case REFUSED ->
                problems.add(
                        place,
                        ProblemReason.MISSING_RESOURCE,
                        "",
                        "the statement has no `Resource` and no `NotResource`");
            case INEFFECTIVE ->
                problems.add(
                        place,
                        ProblemReason.INEFFECTIVE_STATEMENT,
                        "",
                        "without `Resource` the statement has no effect");
        }
        return ResourceClause.none();
    }

    private void check(Json.Text text) {
        var resource = text.value();
        if (!resource.equals("*") && !resource.startsWith("arn:")) {
            problems.add(
                    text.place(),
                    ProblemReason.RESOURCE_NOT_ARN,
                    resource,
                    "the resource `" + resource + "` is neither an ARN nor `*`");
        }
    }
}
