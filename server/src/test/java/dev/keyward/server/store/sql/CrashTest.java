package dev.keyward.server.store.sql;

import static dev.keyward.server.store.Samples.ACCOUNT;
import static dev.keyward.server.store.Samples.REGION;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.server.store.Page;
import dev.keyward.server.store.Samples;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.TestingStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is killed while it writes: what it acknowledged is there, and nothing is half there. */
final class CrashTest {

    private static final int CRASHES = 3;
    private static final int ACKNOWLEDGED_BEFORE_A_CRASH = 300;
    private static final int WRITERS = 16;

    @TempDir
    private Path directory;

    @Test
    void keepsWhatWasAcknowledgedAndNothingByHalves() throws Exception {
        TestingStore.withAccounts(open(directory)).close();
        var acknowledged = new HashSet<String>();
        for (var crash = 0; crash < CRASHES; crash++) {
            acknowledged.addAll(writeUntilKilled(crash));
            try (var store = TestingStore.reopened(open(directory))) {
                store.read(snapshot -> assertWhole(snapshot, acknowledged));
                store.write(tx -> tx.keys().insert(Samples.key("after-crash")));
                store.write(tx -> tx.keys().delete(Samples.key("after-crash").arn()));
            }
        }
        assertTrue(acknowledged.size() >= CRASHES * ACKNOWLEDGED_BEFORE_A_CRASH);
    }

    private static SqlStore open(Path directory) {
        return SqlStore.open(EmbeddedEngine.inDirectory(directory), CacheSizes.STANDARD);
    }

    private Set<String> writeUntilKilled(int crash) throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashTest.class.getName(),
                        directory.toString(),
                        "crash-" + crash)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var output = new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            var acknowledged = new HashSet<String>();
            for (var line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith("key ") && line.endsWith(".")) { // not cut off
                    acknowledged.add(line.substring("key ".length(), line.length() - 1));
                }
                if (acknowledged.size() == ACKNOWLEDGED_BEFORE_A_CRASH) {
                    process.toHandle().destroyForcibly(); // SIGKILL, and the output stays open
                }
            }
            process.waitFor();
            assertTrue(
                    acknowledged.size() >= ACKNOWLEDGED_BEFORE_A_CRASH,
                    "the writing process ended by itself");
            return acknowledged;
        }
    }

    private static void assertWhole(Snapshot snapshot, Set<String> acknowledged) {
        var missing = new HashSet<>(acknowledged);
        var stored = 0;
        var page = snapshot.keys().listIds(ACCOUNT, REGION, Samples.page(1000));
        while (!page.items().isEmpty()) {
            for (var id : page.items()) {
                var key = snapshot.keys().find(Samples.key(id).arn()).orElseThrow();
                assertEquals(Map.of("a", "1", "b", "2"), key.tags(), id);
                assertEquals(Set.of("alias/" + id), key.aliases(), id);
                assertTrue(
                        snapshot.materials()
                                .find(key.arn(), "material-of-" + id)
                                .isPresent(),
                        id);
                missing.remove(id);
                stored++;
            }
            if (page.next().isEmpty()) {
                break;
            }
            page = snapshot.keys().listIds(ACCOUNT, REGION, new Page.Request(page.next(), 1000));
        }
        assertEquals(Set.of(), missing, "acknowledged and lost");
        assertEquals(stored, snapshot.keys().count(ACCOUNT, REGION));
        assertEquals(
                Optional.empty(), snapshot.aliases().find(ACCOUNT, REGION, "alias/after-crash"));
    }

    /** The process that is killed: writes keys from several threads, and prints what is durable. */
    public static void main(String[] arguments) {
        var store = TestingStore.reopened(open(Path.of(arguments[0])));
        try (var threads = Executors.newFixedThreadPool(WRITERS)) {
            for (var writer = 0; writer < WRITERS; writer++) {
                var prefix = arguments[1] + "-" + writer + "-";
                threads.execute(() -> writeForEver(store, prefix));
            }
        }
    }

    private static void writeForEver(TestingStore store, String prefix) {
        for (var number = 0; ; number++) {
            var key = Samples.key(prefix + number);
            store.write(tx -> {
                tx.keys().insert(key);
                tx.keys().putTag(key.arn(), "a", "1");
                tx.materials().insert(Samples.material(key), new byte[500]);
                tx.aliases().insert(Samples.alias("alias/" + key.id(), key));
                tx.keys().putTag(key.arn(), "b", "2");
            });
            System.out.println("key " + key.id() + ".");
        }
    }
}
