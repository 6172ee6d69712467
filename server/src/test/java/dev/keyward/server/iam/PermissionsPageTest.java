package dev.keyward.server.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyward.server.iam.IamOperationsTable.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds docs/reference/permissions-iam.md to the operations table; -Dreference=update writes the page. */
final class PermissionsPageTest {

    private static final Path PAGE = Path.of("../docs/reference/permissions-iam.md");

    @Test
    void theReferencePageSaysWhatTheTableSays() throws IOException {
        var page = page();
        if ("update".equals(System.getProperty("reference"))) {
            Files.writeString(PAGE, page);
        }
        assertEquals(page, Files.readString(PAGE), "run this test with -Dreference=update");
    }

    private static String page() {
        return """
                # What each IAM operation needs

                Written from `server/src/main/resources/dev/keyward/server/iam/iam-operations.table` by
                `PermissionsPageTest`; change the table, not this page.

                The action has the operation's name, for example `iam:GetUser`. Identity policies alone
                decide. A `path` is what a list lists: `arn:aws:iam::ACCOUNT:user/eu/` for ListUsers with
                the path prefix `/eu/`. The tags of whatever has tags count as
                `iam:ResourceTag/*` and `aws:ResourceTag/*` wherever it is the resource; the `aws:` keys of every
                request come on top. AddRoleToInstanceProfile needs `iam:PassRole` on the role, too, with
                `iam:PassedToService` and `iam:AssociatedResourceArn`.

                | Operation | Served | Level | Resource | Condition keys |
                |---|---|---|---|---|
                """
                + IamOperationsTable.load().rows().stream()
                        .map(PermissionsPageTest::line)
                        .collect(Collectors.joining());
    }

    private static String line(Row row) {
        var served = switch (row.served()) {
            case YES -> "yes";
            case NOT_YET -> "not yet";
        };
        var keys = row.conditionKeys().stream()
                .map(key -> "`" + key + "`")
                .collect(Collectors.joining(" "));
        return "| "
                + String.join(
                        " | ",
                        row.operation(),
                        served,
                        row.level(),
                        "`" + row.resource() + "`",
                        keys)
                + " |\n";
    }
}
