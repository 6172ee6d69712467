package dev.keyward.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds docs/reference/condition-keys.md to the list of keys that the policy cases go by. */
final class ConditionKeysPageTest {

    private static final Path PAGE = Path.of("../docs/reference/condition-keys.md");
    private static final Path LIST = Path.of("../policy/src/test/cases/condition-keys.table");

    @Test
    void saysOfEveryKeyWhenARequestHasIt() throws IOException {
        var page = Files.readString(PAGE);
        var keys = Files.readAllLines(LIST).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split(" {2,}", -1)[0])
                // Providers and SAML attributes are told together.
                .filter(key -> List.of("kms", "aws", "iam", "sts").contains(key.split(":", -1)[0]))
                .map(key -> key.replaceAll("\\*$", ""))
                .toList();
        assertTrue(keys.size() > 80, keys.size() + " keys were found");
        assertEquals(List.of(), keys.stream().filter(key -> !page.contains(key)).toList());
    }
}
