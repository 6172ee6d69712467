package dev.keyward.wire.protocol;

import dev.keyward.wire.CommonError;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Parameters by the parts of their names, so that {@code Tags.member.1.Key} is found under {@code
 * Tags}.
 *
 * <p>Limits: {@value #MAX_DEPTH} parts in a name.
 */
final class FormTree {

    private static final int MAX_DEPTH = 32;

    private static final int MAX_INDEX_DIGITS = 9;

    private final Map<String, FormTree> children = new LinkedHashMap<>(4);

    private Optional<String> value = Optional.empty();

    private FormTree() {}

    static FormTree of(Form form) {
        var root = new FormTree();
        for (Iterator<Map.Entry<String, String>> all = form.all(); all.hasNext(); ) {
            Map.Entry<String, String> parameter = all.next();
            root.place(parameter.getKey()).value = Optional.of(parameter.getValue());
        }
        return root;
    }

    private FormTree place(String name) {
        FormTree node = this;
        int start = 0;
        for (int depth = 0; depth < MAX_DEPTH; depth++) {
            int dot = name.indexOf('.', start);
            String part = name.substring(start, dot < 0 ? name.length() : dot);
            node = node.children.computeIfAbsent(part, absent -> new FormTree());
            if (dot < 0) {
                return node;
            }
            start = dot + 1;
        }
        throw CommonError.MALFORMED_QUERY_STRING.because(
                "a parameter name has more than " + MAX_DEPTH + " parts");
    }

    Optional<String> value() {
        return value;
    }

    boolean hasChildren() {
        return !children.isEmpty();
    }

    Optional<FormTree> child(String name) {
        return Optional.ofNullable(children.get(name));
    }

    /**
     * The elements of a list: the children named 1, 2, 3..., in that order; gaps are closed.
     *
     * @throws dev.keyward.wire.ServiceException {@code MalformedInput} if a child is named otherwise
     */
    List<FormTree> elements() {
        var byIndex = new TreeMap<Integer, FormTree>();
        children.forEach((name, child) -> byIndex.put(index(name), child));
        return new ArrayList<>(byIndex.values());
    }

    private static int index(String name) {
        boolean isIndex = !name.isEmpty()
                && name.length() <= MAX_INDEX_DIGITS
                && name.charAt(0) != '0'
                && name.chars().allMatch(each -> each >= '0' && each <= '9');
        if (!isIndex) {
            throw CommonError.SERIALIZATION.withoutMessage();
        }
        return Integer.parseInt(name);
    }
}
