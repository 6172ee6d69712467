package dev.keyward.cli;

import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.parse.PolicyDocument;
import dev.keyward.policy.parse.PolicyException;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The documents that a batch shares, each compiled once for each kind that it is used as. */
final class Documents {

    private static final Set<String> WITHOUT_STATEMENTS = Set.of("Version", "Id", "Statement");

    private static final Pattern LIST = Pattern.compile("\\s*\\{\\s*\"documents\"");

    private final Map<String, Json> byName;
    private final Map<Use, PolicyDocument> compiled = new ConcurrentHashMap<>();

    private record Use(String name, PolicyKind kind) {}

    Documents(Map<String, Json> byName) {
        this.byName = Map.copyOf(byName);
    }

    /** Whether a line holds documents instead of a case. */
    static boolean isList(String line) {
        return LIST.matcher(line).lookingAt();
    }

    /** Reads a line that holds documents. */
    static Documents read(String line) throws CaseException {
        var fields = Fields.of(Json.parse(line), "");
        var documents = fields.findObject("documents");
        fields.done();
        return new Documents(documents.isEmpty() ? Map.of() : documents.get().all());
    }

    /** The document that {@code json} is, or that it names as {@code {"$ref": NAME}}. */
    PolicyDocument get(Json json, PolicyKind kind, String path) throws CaseException {
        if (!(json instanceof Json.Members object)
                || !(object.members().get("$ref") instanceof Json.Text(var name))) {
            return compile(json, kind, path);
        }
        if (object.members().size() > 1) {
            throw new CaseException(path + " is neither a reference nor a document");
        }
        var shared = byName.get(name);
        if (shared == null) {
            throw new CaseException(path + ": there is no document `" + name + "`");
        }
        var use = new Use(name, kind);
        var known = compiled.get(use);
        if (known == null) {
            known = compile(shared, kind, path);
            compiled.put(use, known);
        }
        return known;
    }

    private static PolicyDocument compile(Json json, PolicyKind kind, String path)
            throws CaseException {
        if (!(json instanceof Json.Members object)) {
            throw new CaseException(path + " is not an object");
        }
        if (saysNothing(object)) {
            return PolicyDocument.empty(kind);
        }
        try {
            return PolicyDocument.parseTolerantly(object.written(), kind);
        } catch (PolicyException refused) {
            throw new CaseException(path + ":" + refused.getMessage());
        }
    }

    /** No statements at all, which no service would store, but which a case may ask about. */
    private static boolean saysNothing(Json.Members object) {
        var statement = object.members().get("Statement");
        var none = statement == null
                || (statement instanceof Json.Items(var values) && values.isEmpty());
        return none && WITHOUT_STATEMENTS.containsAll(object.members().keySet());
    }
}
