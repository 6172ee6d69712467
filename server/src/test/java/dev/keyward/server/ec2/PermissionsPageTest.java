package dev.keyward.server.ec2;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyward.server.ec2.Ec2OperationsTable.Row;
import dev.keyward.server.service.Served;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds docs/reference/permissions-ec2.md to the operations table; -Dreference=update writes the page. */
final class PermissionsPageTest {

    private static final Path PAGE = Path.of("../docs/reference/permissions-ec2.md");

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
                # What each EC2 operation needs

                Written from `server/src/main/resources/dev/keyward/server/ec2/ec2-operations.table` by
                `PermissionsPageTest`; change the table, not this page.

                Identity policies alone decide. Each resource that a request names must be allowed; where
                none is named, the resource is `*`. The tags of an endpoint count as `ec2:ResourceTag/*`
                and `aws:ResourceTag/*` wherever it is the resource; the `aws:` keys of every request come
                on top.

                | Operation | Served | Actions | Resources | Condition keys |
                |---|---|---|---|---|
                """
                + Ec2OperationsTable.load().rows().stream()
                        .map(PermissionsPageTest::line)
                        .collect(Collectors.joining());
    }

    private static String line(Row row) {
        return "| "
                + String.join(
                        " | ",
                        row.operation(),
                        row.served() == Served.YES ? "yes" : "not yet",
                        code(row.actions()),
                        row.resources().isEmpty() ? "`*`" : code(row.resources()),
                        code(row.conditionKeys()))
                + " |\n";
    }

    private static String code(List<String> words) {
        return words.stream().map(word -> "`" + word + "`").collect(Collectors.joining(" "));
    }
}
