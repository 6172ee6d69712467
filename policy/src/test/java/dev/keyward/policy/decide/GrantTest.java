package dev.keyward.policy.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.policy.decide.Grant.Child;
import dev.keyward.policy.decide.Grant.Constraint;
import dev.keyward.policy.decide.Grant.Constraint.Equals;
import dev.keyward.policy.decide.Grant.Constraint.Subset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class GrantTest {

    private static final Set<String> OPERATIONS = Set.of("CreateGrant", "Decrypt", "Encrypt");

    private static Grant parent(Set<String> operations, Optional<Constraint> constraint) {
        return new Grant("g1", "AIDAPARENT", operations, constraint, Optional.empty());
    }

    private static Child child(Set<String> operations, Optional<Constraint> constraint) {
        return new Child(operations, constraint, Optional.empty());
    }

    @Test
    void permitsSomeOrAllOfItsOperations() {
        var parent = parent(OPERATIONS, Optional.empty());
        assertTrue(parent.permits(child(Set.of("Decrypt"), Optional.empty())));
        assertTrue(parent.permits(child(OPERATIONS, Optional.empty())));
        assertFalse(parent.permits(child(Set.of("Decrypt", "DescribeKey"), Optional.empty())));
    }

    @Test
    void permitsNothingWithoutCreateGrant() {
        assertFalse(parent(Set.of("Decrypt"), Optional.empty())
                .permits(child(Set.of("Decrypt"), Optional.empty())));
    }

    @Test
    void permitsNoChildWithoutAConstraintUnlessItHasNone() {
        var constraint = Optional.<Constraint>of(new Subset(Map.of("a", "1")));
        var parent = parent(OPERATIONS, constraint);
        assertFalse(parent.permits(child(Set.of("Decrypt"), Optional.empty())));
        assertTrue(parent.permits(child(Set.of("Decrypt"), constraint)));
        assertTrue(
                parent(OPERATIONS, Optional.empty()).permits(child(Set.of("Decrypt"), constraint)));
    }

    @Test
    void permitsOnlyTheSameSource() {
        var source = Optional.of("arn:aws:s3:::bucket");
        var parent = new Grant("g1", "s3.amazonaws.com", OPERATIONS, Optional.empty(), source);
        var decrypt = Set.of("Decrypt");
        assertTrue(parent.permits(new Child(decrypt, Optional.empty(), source)));
        assertFalse(parent.permits(child(decrypt, Optional.empty())));
        assertFalse(parent.permits(
                new Child(decrypt, Optional.empty(), Optional.of("arn:aws:s3:::other"))));
    }

    /** Of all constraints on two names and two values, with all contexts of three names. */
    @Test
    void aConstraintIsMetByThoseThatLetNothingElseThrough() {
        var constraints = new ArrayList<Constraint>();
        for (var pairs : contexts(List.of("a", "b"))) {
            constraints.add(new Equals(pairs));
            constraints.add(new Subset(pairs));
        }
        var met = 0;
        for (var one : constraints) {
            for (var other : constraints) {
                var implied = contexts(List.of("a", "b", "c")).stream()
                        .allMatch(context -> !other.holds(context) || one.holds(context));
                assertEquals(implied, one.isMetBy(other), one + " by " + other);
                met += implied ? 1 : 0;
            }
        }
        assertTrue(met > 9 && met < constraints.size() * constraints.size() / 2);
    }

    private static List<Map<String, String>> contexts(List<String> names) {
        var all = new ArrayList<Map<String, String>>();
        all.add(Map.of());
        for (var name : names) {
            for (var known : List.copyOf(all)) {
                for (var value : List.of("1", "2")) {
                    var longer = new HashMap<>(known);
                    longer.put(name, value);
                    all.add(longer);
                }
            }
        }
        return all;
    }
}
