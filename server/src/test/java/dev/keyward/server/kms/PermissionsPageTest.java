package dev.keyward.server.kms;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyward.server.authorize.Target;
import dev.keyward.server.kms.common.KeyIdForm;
import dev.keyward.server.kms.common.KmsOperationsTable;
import dev.keyward.server.kms.common.OperationRow;
import dev.keyward.server.service.Served;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds docs/reference/permissions.md to the operations table; with -Dreference=update it writes the page. */
final class PermissionsPageTest {

    private static final Path PAGE = Path.of("../docs/reference/permissions.md");

    @Test
    void theReferencePageSaysWhatTheTableSays() throws IOException {
        var page = page();
        if ("update".equals(System.getProperty("reference"))) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, page);
        }
        assertEquals(page, Files.readString(PAGE), "run this test with -Dreference=update");
    }

    private static String page() {
        return """
                # What each KMS operation needs

                Written from `server/src/main/resources/dev/keyward/server/kms/kms-operations.table` by
                `PermissionsPageTest`; change the table, not this page.

                Allowed by: `key-policy` means that the key policy can allow the action itself, or hand the
                decision to the account's IAM policies; `iam` means that only IAM policies can. Where there
                are several resources, each must be allowed. Standard keys: R are the key's own
                (`aws:ResourceTag/*`, `kms:KeySpec`, `kms:KeyUsage`, `kms:KeyOrigin`, `kms:MultiRegion`,
                `kms:MultiRegionKeyType`, `kms:ResourceAliases`), C is `kms:CallerAccount`, V is
                `kms:ViaService`. The `aws:` keys of every request come on top.

                | Operation | Served | Actions | Level | Resources | Allowed by | Other accounts | KeyId | Standard keys | Further condition keys |
                |---|---|---|---|---|---|---|---|---|---|
                """
                + KmsOperationsTable.load().rows().stream()
                        .map(PermissionsPageTest::line)
                        .collect(Collectors.joining());
    }

    private static String line(OperationRow row) {
        return "| "
                + String.join(
                        " | ",
                        row.operation(),
                        row.served() == Served.YES ? "yes" : "not yet",
                        codes(row.actions()),
                        row.level(),
                        codes(row.resources()),
                        row.allowedBy(),
                        row.reach() == Target.Reach.OTHER_ACCOUNTS ? "yes" : "no",
                        forms(row),
                        row.standardKeys(),
                        codes(row.conditionKeys()))
                + " |\n";
    }

    private static String forms(OperationRow row) {
        return row.keyIdForms().stream()
                .sorted()
                .map(KeyIdForm::toString)
                .map(form -> form.toLowerCase(java.util.Locale.ROOT).replace('_', ' '))
                .collect(Collectors.joining(", "));
    }

    private static String codes(List<String> words) {
        return words.stream().map(word -> "`" + word + "`").collect(Collectors.joining(" "));
    }
}
