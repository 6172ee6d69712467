package dev.keyward.server.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.server.TestingKeyward;
import dev.keyward.server.service.Agreement;
import dev.keyward.server.service.OperationsTable;
import dev.keyward.server.service.Served;
import dev.keyward.wire.model.ApiModel;
import java.util.List;
import org.junit.jupiter.api.Test;

final class IamOperationsTest {

    private final OperationsTable<IamOperationsTable.Row> table = IamOperationsTable.load();

    @Test
    void hasEveryOperationOfTheApiModelOnItsPage() {
        var model = ApiModel.load("iam");

        assertEquals(176, table.rows().size());
        assertEquals(
                model.operations().keySet().stream().sorted().toList(),
                table.rows().stream()
                        .map(IamOperationsTable.Row::operation)
                        .sorted()
                        .toList());
    }

    @Test
    void servesWhatItsPageSaysAndRefusesTheRestHonestly() {
        try (var iam = new TestingIam()) {
            for (var row : table.rows()) {
                if (row.served() == Served.YES) {
                    assertEquals(
                            row.operation(),
                            iam.service().operation(row.operation()).name());
                } else {
                    TestingKeyward.assertRefused(
                            "UnsupportedOperation",
                            "Keyward does not serve iam:" + row.operation() + " yet",
                            () -> iam.service().operation(row.operation()));
                }
            }
        }
    }

    @Test
    void doesNotStartIfPageAndOperationsDisagree() {
        var model = ApiModel.load("iam");

        var refused = assertThrows(
                IllegalStateException.class,
                () -> Agreement.require(model, List.of(), table.served()));

        assertTrue(String.valueOf(refused.getMessage()).contains("AddUserToGroup"));
    }

    @Test
    void refusesADamagedPage() {
        assertThrows(
                IllegalStateException.class, () -> IamOperationsTable.parse("GetUser  yes  Read"));
        assertThrows(
                IllegalStateException.class,
                () -> IamOperationsTable.parse("GetUser  maybe  Read  user  -"));
        assertThrows(
                IllegalStateException.class,
                () -> IamOperationsTable.parse(
                        "GetUser  yes  Read  user  -\nGetUser  yes  Read  user  -"));
    }

    @Test
    void knowsFamiliesOfConditionKeys() {
        var row = table.row("CreateUser");

        assertTrue(row.brings("aws:RequestTag/team"));
        assertTrue(row.brings("AWS:tagkeys"));
        assertTrue(!row.brings("iam:PolicyARN"));
    }
}
