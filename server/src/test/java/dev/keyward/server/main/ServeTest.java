package dev.keyward.server.main;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.server.http.SigningClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a person meets it; the last ones as a process of its own. */
final class ServeTest {

    private static final String ID = "AKIAIOSFODNN7EXAMPLE";
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... args) {
        return new Serve(
                        Map.of(),
                        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(args);
    }

    private String complaint() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void namesTheNearestFlag() {
        assertEquals(2, run("--prot", "1"));
        assertEquals("keyward: --prot is not a setting; did you mean --port?\n", complaint());
    }

    @Test
    void refusesABadValueInOneLine() {
        assertEquals(2, run("--port=many"));
        assertEquals(
                "keyward: --port is `many`, but must be a number from 0 to 65535\n", complaint());
    }

    @Test
    void hasNoFlagForASecret() {
        assertEquals(2, run("--root-secret-access-key", SECRET));
        assertFalse(complaint().contains(SECRET), complaint());
    }

    @Test
    void saysThatThePortIsTaken() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = Integer.toString(taken.getLocalPort());
            assertEquals(1, run("--port", port, "--data", folder.resolve("data").toString()));
            assertTrue(
                    complaint().startsWith("keyward: cannot listen on 127.0.0.1, port " + port),
                    complaint());
            assertEquals(1, complaint().lines().count(), complaint());
        }
    }

    @Test
    void saysThatTheDirectoryCannotBeUsed() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "");
        assertEquals(1, run("--data", file.toString()));
        assertEquals(1, complaint().lines().count(), complaint());
    }

    @Test
    void saysThatAnAttestationRootIsNone() throws IOException {
        var file = Files.writeString(folder.resolve("root.pem"), "no certificate");
        assertEquals(2, run("--attestation-root", file.toString()));
        assertEquals(
                "keyward: the file " + file
                        + " of attestation-root has something that is no X.509 certificate\n",
                complaint());
        assertFalse(Files.exists(folder.resolve("data")));
    }

    /** A server in a process of its own. */
    private final class Child implements AutoCloseable {

        private final Process process;
        private final List<String> greeting = new ArrayList<>();
        private final int port;

        Child() throws IOException {
            var java = Path.of(System.getProperty("java.home"), "bin", "java");
            var builder = new ProcessBuilder(
                    java.toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Main.class.getName(),
                    "serve",
                    "--port",
                    "0",
                    "--data",
                    folder.resolve("data").toString());
            builder.environment().put("KEYWARD_ROOT_ACCESS_KEY_ID", ID);
            builder.environment().put("KEYWARD_ROOT_SECRET_ACCESS_KEY", SECRET);
            builder.redirectError(folder.resolve("err").toFile());
            process = builder.start();
            var lines = process.inputReader(StandardCharsets.UTF_8);
            while (greeting.isEmpty() || !greeting.getLast().contains(" kms encrypt ")) {
                var line = lines.readLine();
                if (line == null) {
                    throw new IOException("it did not start: " + greeting
                            + Files.readString(folder.resolve("err")));
                }
                greeting.add(line);
            }
            var first = greeting.getFirst();
            port = Integer.parseInt(first.substring(first.lastIndexOf(':') + 1));
        }

        String kms(String operation, String json) throws IOException, InterruptedException {
            var reply = new SigningClient(port, ID, SECRET).kms(operation, json);
            assertEquals(200, reply.statusCode(), reply.body());
            return reply.body();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    @Test
    void keepsEverythingWhenItIsKilled() throws Exception {
        String sealed;
        try (var child = new Child()) {
            var key = field(child.kms("CreateKey", "{}"), "KeyId");
            sealed = field(
                    child.kms("Encrypt", "{\"KeyId\":\"" + key + "\",\"Plaintext\":\"SGVsbG8=\"}"),
                    "CiphertextBlob");
            child.process.destroyForcibly().waitFor();
        }
        try (var child = new Child()) {
            var opened = child.kms("Decrypt", "{\"CiphertextBlob\":\"" + sealed + "\"}");
            assertEquals("SGVsbG8=", field(opened, "Plaintext"));
        }
    }

    @Test
    void remembersAfterASignalWhenAKeyWasUsed() throws Exception {
        String key;
        try (var child = new Child()) {
            key = field(child.kms("CreateKey", "{}"), "KeyId");
            child.kms("Encrypt", "{\"KeyId\":\"" + key + "\",\"Plaintext\":\"SGVsbG8=\"}");
            child.process.destroy(); // SIGTERM
            assertTrue(child.process.waitFor(60, TimeUnit.SECONDS));
        }
        try (var child = new Child()) {
            var usage = child.kms("GetKeyLastUsage", "{\"KeyId\":\"" + key + "\"}");
            assertEquals("Encrypt", field(usage, "Operation"));
        }
    }

    @Test
    void endsOnASignalWithoutAFailure() throws Exception {
        try (var child = new Child()) {
            child.process.destroy(); // SIGTERM
            assertTrue(child.process.waitFor(60, TimeUnit.SECONDS));
            assertEquals(0, child.process.exitValue());
        }
    }

    private static String field(String json, String name) {
        var mark = "\"" + name + "\":\"";
        var start = json.indexOf(mark) + mark.length();
        return json.substring(start, json.indexOf('"', start));
    }
}
