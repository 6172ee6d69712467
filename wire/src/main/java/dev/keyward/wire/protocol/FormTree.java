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
 * <p>Limits: {@value #MAX_DEPTH} parts in a name, {@value #MAX_NODES} different parts in all.
 */
final class FormTree {

    private static final int MAX_DEPTH = 32;

    /** More than any request of AWS's has; without it a megabyte of names becomes a hundred of tree. */
    private static final int MAX_NODES = 65_536;

    private static final int MAX_INDEX_DIGITS = 9;

    private final Map<String, FormTree> children = new LinkedHashMap<>(4);

    private Optional<String> value = Optional.empty();

    private FormTree() {}

    static FormTree of(Form form) {
        var root = new FormTree();
        var nodes = 0;
        for (Iterator<Map.Entry<String, String>> all = form.all(); all.hasNext(); ) {
            Map.Entry<String, String> parameter = all.next();
            nodes += root.place(parameter.getKey(), parameter.getValue());
            if (nodes > MAX_NODES) {
                throw CommonError.MALFORMED_QUERY_STRING.because(
                        "the parameter names have more than " + MAX_NODES + " parts");
            }
        }
        return root;
    }

    /** Keeps {@code value} under {@code name}, and tells how many parts of it were new. */
    private int place(String name, String value) {
        FormTree node = this;
        int added = 0;
        int start = 0;
        for (int depth = 0; depth < MAX_DEPTH; depth++) {
            int dot = name.indexOf('.', start);
            String part = name.substring(start, dot < 0 ? name.length() : dot);
            FormTree next = node.children.get(part);
            if (next == null) {
                next = new FormTree();
                node.children.put(part, next);
                added++;
            }
            node = next;
            if (dot < 0) {
                node.value = Optional.of(value);
                return added;
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
