package dev.keyward.server.organizations.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.server.TestingRandom;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

final class OrganizationIdsTest {

    private final OrganizationIds ids = new OrganizationIds(new TestingRandom());

    @Test
    void makesIdsOfAwsForms() {
        assertMatches("o-[a-z0-9]{10}", ids.organization(_ -> false));
        assertMatches("r-[a-z0-9]{4}", ids.root(_ -> false));
        assertMatches("ou-ab12-[a-z0-9]{8}", ids.unit("r-ab12", _ -> false));
        assertMatches("p-[a-z0-9]{8}", ids.policy(_ -> false));
        assertMatches("car-[a-z0-9]{32}", ids.accountCreation());
        assertMatches("[0-9]{12}", ids.account(_ -> false).value());
    }

    private static void assertMatches(String pattern, String id) {
        assertTrue(id.matches(pattern), id);
    }

    @Test
    void givesNoIdThatIsTaken() {
        var tried = new ArrayList<String>();
        var id = ids.root(candidate -> {
            tried.add(candidate);
            return tried.size() < 3;
        });
        assertEquals(3, tried.size());
        assertEquals(tried.getLast(), id);
        assertEquals(3, tried.stream().distinct().count());
    }
}
