package dev.keyward.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A server under load, in a process of its own. */
final class Subject implements AutoCloseable {

    static final String ACCESS_KEY_ID = "AKIAKEYWARDBENCHROOT";
    static final String SECRET = "bench/root+secret/of+forty/characters123";

    private final Process process;
    private final int port;

    /** Kept, so that its pipe stays open for what the server still prints. */
    private final BufferedReader output;

    private Subject(Process process) throws IOException {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
        this.port = readPort();
    }

    static Subject keyward(Path folder) throws IOException {
        var data = folder.resolve("data");
        return start(
                folder.resolve("keyward.err"),
                List.of(
                        dev.keyward.server.main.Main.class.getName(),
                        "serve",
                        "--port",
                        "0",
                        "--data",
                        data.toString()));
    }

    static Subject bare(Path folder, int answerBytes) throws IOException {
        return start(
                folder.resolve("bare.err"),
                List.of(BareServer.class.getName(), Integer.toString(answerBytes)));
    }

    private static Subject start(Path errors, List<String> words) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseCompactObjectHeaders",
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(extraFlags());
        command.addAll(words);
        var builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment().put("KEYWARD_ROOT_ACCESS_KEY_ID", ACCESS_KEY_ID);
        builder.environment().put("KEYWARD_ROOT_SECRET_ACCESS_KEY", SECRET);
        var process = builder.start();
        try {
            return new Subject(process);
        } catch (IOException e) {
            process.destroyForcibly();
            throw new IOException(words + " did not start: " + Files.readString(errors), e);
        }
    }

    /** For a recording: {@code JDK_JAVA_OPTIONS=-Dbench.flags=-XX:StartFlightRecording=...}. */
    private static List<String> extraFlags() {
        var flags = System.getProperty("bench.flags", "");
        return flags.isEmpty() ? List.of() : List.of(flags.split(" ", -1));
    }

    /** Both servers begin with a line that ends with their address. */
    private int readPort() throws IOException {
        var line = output.readLine();
        if (line == null) {
            throw new IOException("it said nothing");
        }
        return Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
