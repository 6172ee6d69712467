package dev.keyward.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An object of a case, read field by field; a field that nobody asked for is an error. */
final class Fields {

    private final String path;
    private final Json.Members object;
    private final Set<String> known = new HashSet<>();

    private Fields(String path, Json.Members object) {
        this.path = path;
        this.object = object;
    }

    static Fields of(Json json, String path) throws CaseException {
        if (json instanceof Json.Members object) {
            return new Fields(path, object);
        }
        throw new CaseException((path.isEmpty() ? "the line" : path) + " is not an object");
    }

    String path(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /** The field; null is as good as absent. */
    Optional<Json> find(String name) {
        known.add(name);
        return Optional.ofNullable(object.members().get(name))
                .filter(json -> !(json instanceof Json.Null));
    }

    Optional<String> findText(String name) throws CaseException {
        var json = find(name);
        return json.isEmpty() ? Optional.empty() : Optional.of(text(json.get(), path(name)));
    }

    String getText(String name) throws CaseException {
        var text = findText(name);
        if (text.isEmpty()) {
            throw new CaseException(path(name) + " is missing");
        }
        return text.get();
    }

    /** False if it is absent. */
    boolean isTrue(String name) throws CaseException {
        var json = find(name);
        if (json.isEmpty()) {
            return false;
        }
        if (json.get() instanceof Json.Bool(var value)) {
            return value;
        }
        throw new CaseException(path(name) + " is neither true nor false");
    }

    Optional<Fields> findObject(String name) throws CaseException {
        var json = find(name);
        return json.isEmpty() ? Optional.empty() : Optional.of(of(json.get(), path(name)));
    }

    Fields getObject(String name) throws CaseException {
        var object = findObject(name);
        if (object.isEmpty()) {
            throw new CaseException(path(name) + " is missing");
        }
        return object.get();
    }

    /** The object; one without fields if it is absent. */
    Fields getObjectOrEmpty(String name) throws CaseException {
        var object = findObject(name);
        return object.isPresent()
                ? object.get()
                : new Fields(path(name), new Json.Members(Map.of(), "", 0, 0));
    }

    /** The items; none if it is absent. */
    List<Json> items(String name) throws CaseException {
        var json = find(name);
        if (json.isEmpty()) {
            return List.of();
        }
        if (json.get() instanceof Json.Items(var values)) {
            return values;
        }
        throw new CaseException(path(name) + " is not a list");
    }

    /** The items, which are objects; an object that stands alone is the only one. */
    List<Fields> objects(String name) throws CaseException {
        var alone = find(name).filter(json -> json instanceof Json.Members);
        if (alone.isPresent()) {
            return List.of(of(alone.get(), path(name)));
        }
        var objects = new ArrayList<Fields>();
        for (var item : items(name)) {
            objects.add(of(item, path(name) + "[" + objects.size() + "]"));
        }
        return objects;
    }

    List<String> texts(String name) throws CaseException {
        var texts = new ArrayList<String>();
        for (var item : items(name)) {
            texts.add(text(item, path(name) + "[" + texts.size() + "]"));
        }
        return texts;
    }

    /** Every field of the object, whose names are free. */
    Map<String, Json> all() {
        known.addAll(object.members().keySet());
        return object.members();
    }

    /** Every field, all of which are strings. */
    Map<String, String> allTexts() throws CaseException {
        var texts = new LinkedHashMap<String, String>();
        for (var field : all().entrySet()) {
            texts.put(field.getKey(), text(field.getValue(), path(field.getKey())));
        }
        return texts;
    }

    /** Refuses fields that were not asked for. */
    void done() throws CaseException {
        for (var name : object.members().keySet()) {
            if (!known.contains(name)) {
                throw new CaseException("unknown field " + path(name));
            }
        }
    }

    private static String text(Json json, String path) throws CaseException {
        if (json instanceof Json.Text(var value)) {
            return value;
        }
        throw new CaseException(path + " is not a string");
    }
}
