package dev.keyward.server.organizations;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds docs/reference/permissions-organizations.md to the operations table; -Dreference=update writes it. */
final class OrganizationsPageTest {

    private static final Path PAGE = Path.of("../docs/reference/permissions-organizations.md");

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
                # What each Organizations operation needs

                Written from
                `server/src/main/resources/dev/keyward/server/organizations/organizations-operations.table`
                by `OrganizationsPageTest`; change the table, not this page.

                The action has the operation's name, for example `organizations:ListRoots`. Identity
                policies decide, and beside them the account: `management` operations are for principals
                of the management account, `delegates` operations for those of accounts that administer a
                service as well, `members` operations for those of every account of the organization. Of
                several resources one is checked, the one that the request names; AttachPolicy and
                DetachPolicy need the policy and the target, MoveAccount the account and both parents.
                What is made with tags needs `organizations:TagResource` too. The tags of a root, unit,
                account or policy count as `aws:ResourceTag/*` wherever it is the resource; the `aws:`
                keys of every request come on top.

                | Operation | Served | Level | Callers | Resources | Condition keys |
                |---|---|---|---|---|---|
                """
                + OrganizationsOperationsTable.load().rows().stream()
                        .map(OrganizationsPageTest::line)
                        .collect(Collectors.joining());
    }

    private static String line(OrganizationsOperationsTable.Row row) {
        var served = switch (row.served()) {
            case YES -> "yes";
            case NOT_YET -> "no";
        };
        return "| "
                + String.join(
                        " | ",
                        row.operation(),
                        served,
                        row.level(),
                        row.callers().name().toLowerCase(Locale.ROOT),
                        quoted(row.resources().isEmpty() ? List.of("*") : row.resources()),
                        quoted(row.conditionKeys()))
                + " |\n";
    }

    private static String quoted(List<String> words) {
        return words.stream().map(word -> "`" + word + "`").collect(Collectors.joining(" "));
    }
}
