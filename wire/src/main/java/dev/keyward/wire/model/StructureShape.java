package dev.keyward.wire.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A structure. A class and not a record, because structures may contain themselves: the loader makes
 * one first and gives it its members afterwards, before anyone else sees it.
 */
public final class StructureShape implements Shape {

    /** A structure with no members: what operations without input take. */
    public static final StructureShape EMPTY = new StructureShape("Empty", false);

    private final String name;
    private final boolean sensitive;
    private Map<String, Member> byName = Map.of();
    private Map<String, Member> byWireName = Map.of();
    private List<Member> required = List.of();

    StructureShape(String name, boolean sensitive) {
        this.name = name;
        this.sensitive = sensitive;
    }

    /** Sets the members; called once, by the loader. */
    void complete(Collection<Member> members) {
        var names = new LinkedHashMap<String, Member>();
        var wireNames = new LinkedHashMap<String, Member>();
        var needed = new ArrayList<Member>();
        for (Member member : members) {
            names.put(member.name(), member);
            wireNames.put(member.wireName(), member);
            if (member.required()) {
                needed.add(member);
            }
        }
        byName = names;
        byWireName = wireNames;
        required = List.copyOf(needed);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean sensitive() {
        return sensitive;
    }

    /** The members in the model's order. */
    public Collection<Member> members() {
        return byName.values();
    }

    public Optional<Member> member(String memberName) {
        return Optional.ofNullable(byName.get(memberName));
    }

    /** The member of that name on the wire, or null: asked for once per member of every request. */
    public @Nullable Member memberOnWire(String wireName) {
        return byWireName.get(wireName);
    }

    List<Member> required() {
        return required;
    }

    @Override
    public String toString() {
        return name + byName.keySet();
    }
}
