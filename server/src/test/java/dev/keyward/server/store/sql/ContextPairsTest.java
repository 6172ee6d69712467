package dev.keyward.server.store.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class ContextPairsTest {

    @Property(tries = 300)
    void whatIsWrittenIsRead(@ForAll @Size(max = 8) Map<String, String> pairs) {
        var sorted = new TreeMap<>(pairs);
        assertEquals(sorted, ContextPairs.read(ContextPairs.write(sorted)));
    }

    @Test
    void keepsApartWhatReadsAlikeWithoutLengths() {
        var one = new TreeMap<>(Map.of("a", "1:b", "c", "d"));
        var other = new TreeMap<>(Map.of("a", "1", "b", "c:d"));
        assertNotEquals(ContextPairs.write(one), ContextPairs.write(other));
        assertEquals("1:a3:1:b1:c1:d", ContextPairs.write(one));
    }

    @Test
    void noPairsAreNoText() {
        assertEquals("", ContextPairs.write(new TreeMap<>()));
        assertEquals(new TreeMap<>(), ContextPairs.read(""));
    }
}
