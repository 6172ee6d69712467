package dev.keyward.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The load generator wrk, told to send one request over and over on 32 connections. */
final class Wrk {

    private static final int THREADS = 1;
    private static final int CONNECTIONS = 32;

    private final Path script;

    /** What a run showed; latencies as wrk words them. */
    record Result(double perSecond, String half, String most, String nearlyAll) {

        /** {@link #nearlyAll} in milliseconds. */
        double nearlyAllMillis() {
            var unit = nearlyAll.replaceAll("[0-9.]", "");
            var number = Double.parseDouble(nearlyAll.replace(unit, ""));
            return switch (unit) {
                case "us" -> number / 1000;
                case "ms" -> number;
                case "s" -> number * 1000;
                default -> throw new IllegalStateException("wrk says " + nearlyAll);
            };
        }
    }

    Wrk(Path folder, SignedCall request) throws IOException {
        var lua = new StringBuilder("wrk.method = \"POST\"\nwrk.body = [==[");
        lua.append(new String(request.request().body(), StandardCharsets.UTF_8)).append("]==]\n");
        for (var name : request.request().headers().names()) {
            // wrk adds a Host of its own unless it finds one under that very name.
            lua.append("wrk.headers[\"%s\"] = [==[%s]==]\n"
                    .formatted(
                            name.equals("host") ? "Host" : name,
                            request.request().headers().first(name).orElseThrow()));
        }
        this.script = Files.writeString(folder.resolve("request.lua"), lua);
    }

    /**
     * Loads the server at {@code port}.
     *
     * @throws IOException if there is no wrk, or a request was refused
     */
    Result run(int port, int seconds) throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        "wrk",
                        "--threads",
                        Integer.toString(THREADS),
                        "--connections",
                        Integer.toString(CONNECTIONS),
                        "--duration",
                        seconds + "s",
                        "--latency",
                        "--script",
                        script.toString(),
                        "http://127.0.0.1:" + port + "/")
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0 || output.contains("Non-2xx")) {
            throw new IOException("wrk says: " + output);
        }
        return new Result(
                Double.parseDouble(find("Requests/sec: +([0-9.]+)", output)),
                find("50% +(\\S+)", output),
                find("90% +(\\S+)", output),
                find("99% +(\\S+)", output));
    }

    private static String find(String pattern, String output) throws IOException {
        var found = Pattern.compile(pattern).matcher(output);
        if (!found.find()) {
            throw new IOException("wrk says: " + output);
        }
        return found.group(1);
    }
}
