package dev.keyward.server.organizations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.server.TestingKeyward;
import dev.keyward.server.service.OperationsTable;
import dev.keyward.server.service.Served;
import dev.keyward.wire.model.ApiModel;
import org.junit.jupiter.api.Test;

final class OrganizationsOperationsTest {

    private final OperationsTable<OrganizationsOperationsTable.Row> table =
            OrganizationsOperationsTable.load();

    @Test
    void hasEveryOperationOfTheApiModelOnItsPage() {
        var model = ApiModel.load("organizations");
        assertEquals(63, table.rows().size());
        assertEquals(
                model.operations().keySet().stream().sorted().toList(),
                table.rows().stream()
                        .map(OrganizationsOperationsTable.Row::operation)
                        .sorted()
                        .toList());
    }

    @Test
    void servesWhatItsPageSaysAndRefusesTheRestHonestly() {
        try (var organizations = new TestingOrganizations()) {
            for (var row : table.rows()) {
                if (row.served() == Served.YES) {
                    assertEquals(
                            row.operation(),
                            organizations.service().operation(row.operation()).name());
                } else {
                    TestingKeyward.assertRefused(
                            "UnsupportedOperationException",
                            "Keyward does not serve organizations:" + row.operation() + " yet",
                            () -> organizations.service().operation(row.operation()));
                }
            }
        }
    }

    @Test
    void refusesADamagedPage() {
        assertThrows(
                IllegalStateException.class,
                () -> OrganizationsOperationsTable.parse("ListRoots  yes  List  any  -"));
        assertThrows(
                IllegalStateException.class,
                () -> OrganizationsOperationsTable.parse("ListRoots  yes  List  nobody  -  -"));
    }

    @Test
    void knowsFamiliesOfConditionKeys() {
        var row = table.row("TagResource");
        assertTrue(row.brings("aws:RequestTag/team"));
        assertTrue(row.brings("AWS:tagkeys"));
        assertTrue(!row.brings("organizations:ServicePrincipal"));
    }
}
