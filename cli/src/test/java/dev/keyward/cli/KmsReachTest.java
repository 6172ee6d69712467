package dev.keyward.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.policy.decide.KeyTerms.Reach;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The command line carries no server, so that its list is held to the server's page by this test. */
final class KmsReachTest {

    private static final Path PAGE = Path.of("..", "server", "src", "main", "resources")
            .resolve("dev/keyward/server/kms/kms-operations.table");

    @Test
    void saysOfEveryActionOnAKeyWhatTheServersPageSays() throws IOException {
        var checked = 0;
        for (var line : Files.readAllLines(PAGE)) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            var fields = List.of(line.split(" {2,}", -1));
            if (!fields.get(4).contains("key")) {
                continue; // what is done to no key has no other account to reach
            }
            var actions = fields.get(2).equals("=") ? "kms:" + fields.get(0) : fields.get(2);
            var reach = fields.get(6).equals("yes") ? Reach.ANY_ACCOUNT : Reach.OWN_ACCOUNT;
            for (var action : actions.split(" ", -1)) {
                assertEquals(reach, KmsReach.of(action), action);
                checked++;
            }
        }
        assertTrue(checked > 40, checked + " actions were found");
    }
}
