package dev.keyward.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class SimulateTest {

    private static final String DOCUMENTS = """
            {"documents":{"k":{"Version":"2012-10-17","Statement":{"Sid":"Root","Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"kms:*","Resource":"*"}},"i":{"Version":"2012-10-17","Statement":{"Sid":"Use","Effect":"Allow","Action":"kms:Decrypt","Resource":"*"}}}}
            """;

    private static String line(String id, String more, String expect) {
        return ("{\"id\":\"" + id + "\",\"request\":{\"action\":\"kms:Decrypt\",\"resource\":"
                + "\"arn:aws:kms:eu-west-1:111122223333:key/1\"},\"principal\":{\"type\":\"User\","
                + "\"arn\":\"arn:aws:iam::111122223333:user/alice\"},\"policies\":{\"identity\":["
                + "{\"name\":\"p\",\"document\":{\"$ref\":\"i\"}}],\"resource\":{\"name\":\"key\","
                + "\"document\":{\"$ref\":\"k\"}}" + more + "},\"expect\":" + expect + "}\n");
    }

    @Test
    void saysWhatDecidedAndWhatMatched() {
        var ran = simulate(
                DOCUMENTS
                        + line(
                                "a",
                                "",
                                "{\"decision\":\"Allow\",\"matched\":[\"identity:p#Use\",\"resource:key#Root\"]}"));

        assertEquals(0, ran.exit(), ran.out() + ran.err());
        assertEquals("1 passed, 0 failed", ran.errLines().getLast());
        assertTrue(ran.out().contains("\"resource\":\"Delegates\""), ran.out());
        assertTrue(
                ran.out().contains("\"layer\":\"identity\",\"effect\":\"Allow\",\"policy\":\"p\""),
                ran.out());
    }

    @Test
    void failsWhereAnExpectationDoesNotHold() {
        var scp = ",\"scp\":[{\"target\":\"r\",\"policies\":[]}]";
        var ran = simulate(DOCUMENTS
                + line("a", scp, "{\"decision\":\"ImplicitDeny\",\"blockedBy\":[\"scp\"]}")
                + line("b", scp, "{\"decision\":\"Allow\"}"));

        assertEquals(1, ran.exit(), ran.out() + ran.err());
        assertEquals("1 passed, 1 failed", ran.errLines().getLast());
    }

    @Test
    void reportsABadLineByItsNumber() {
        var ran =
                simulate(DOCUMENTS + line("a", ",\"scps\":[]", "{}") + "{\n" + line("c", "", "{}"));

        assertEquals(2, ran.exit());
        assertEquals("-:2: unknown field policies.scps", ran.errLines().get(0));
        assertTrue(ran.errLines().get(1).startsWith("-:3: not JSON"), ran.err());
        assertEquals(3, ran.outLines().size());
    }

    @Test
    void keepsTheOrderWithSeveralThreads() {
        var batch = new StringBuilder(DOCUMENTS);
        for (var n = 0; n < 2_000; n++) {
            batch.append(line("n" + n, "", "{\"decision\":\"Allow\"}"));
        }
        var ran = simulate(batch.toString(), "--threads", "4");

        assertEquals(0, ran.exit(), ran.err());
        var lines = ran.outLines();
        for (var n = 0; n < 2_000; n++) {
            assertTrue(lines.get(n).startsWith("{\"id\":\"n" + n + "\""));
        }
    }

    @Test
    void tellsAsMuchAsIsAskedFor() {
        var batch = DOCUMENTS
                + line(
                        "a",
                        "",
                        "{\"blockedBy\":[],\"matched\":[\"identity:p#Use\",\"resource:key#Root\"]}");

        var none = simulate(batch, "--explain", "none");
        assertEquals(0, none.exit(), none.err());
        assertFalse(none.out().contains("layers"), none.out());
        assertTrue(none.out().contains("\"blockedBy\":[]"), none.out());
        var brief = simulate(batch, "--explain", "brief").out();
        assertTrue(brief.contains("layers") && !brief.contains("matched"), brief);
        var full = simulate(batch, "--explain", "full").out();
        assertTrue(full.contains("layers") && full.contains("missingContext"), full);
        assertEquals(2, simulate(batch, "--explain", "all").exit());
    }

    @Test
    void comparesWhatBlocksHoweverLittleItTells() {
        var batch =
                DOCUMENTS + line("a", ",\"scp\":[{\"policies\":[]}]", "{\"blockedBy\":[\"scp\"]}");

        assertEquals(0, simulate(batch, "--explain", "none").exit());
    }

    @Test
    void namesStatementsWithoutSidByTheirPlace() {
        var ran = simulate(DOCUMENTS.replace("\"Sid\":\"Use\",", "")
                + line("a", "", "{\"matched\":[\"identity:p#0\",\"resource:key#Root\"]}"));

        assertEquals(0, ran.exit(), ran.out());
        assertTrue(
                ran.out().contains("\"policy\":\"p\",\"statement\":null,\"index\":0"), ran.out());
    }

    @Test
    void namesTheKeysThatAreMissing() {
        var ran = simulate(DOCUMENTS.replace(
                        "kms:Decrypt\",\"Resource\":\"*\"",
                        "kms:Decrypt\",\"Resource\":\"*\",\"Condition\":{\"StringEquals\":"
                                + "{\"aws:PrincipalOrgID\":\"o-1\"}}")
                + line("a", "", "{\"decision\":\"ImplicitDeny\"}"));

        assertEquals(0, ran.exit(), ran.out());
        assertTrue(ran.out().contains("\"missingContext\":[\"aws:PrincipalOrgID\"]"), ran.out());
    }

    @Test
    void warnsOfDocumentsThatNobodyWouldStore() {
        var ran = simulate(DOCUMENTS.replace(
                        "\"Action\":\"kms:Decrypt\"",
                        "\"Principal\":\"*\",\"Action\":\"kms:Decrypt\"")
                + line("a", "", "{\"decision\":\"Allow\"}"));

        assertEquals(0, ran.exit(), ran.out());
        assertTrue(
                ran.out().contains("\"warnings\":[\"policies.identity[0].document:1:"), ran.out());
    }

    @Test
    void comparesOnlyWhatIsExpected() {
        assertEquals(0, simulate(DOCUMENTS + line("a", "", "{}")).exit());
        for (var wrong : List.of(
                "{\"decision\":\"ExplicitDeny\"}",
                "{\"blockedBy\":[\"scp\"]}",
                "{\"matched\":[]}",
                "{\"message\":\"no\"}")) {
            var ran = simulate(DOCUMENTS + line("a", "", wrong));
            assertEquals(1, ran.exit(), wrong);
            assertTrue(ran.out().endsWith("\"pass\":false}\n"), ran.out());
        }
    }

    @Test
    void endsAtTheFirstFailureIfAsked() {
        var good = line("a", "", "{\"decision\":\"Allow\"}");
        var failing = line("b", "", "{\"decision\":\"ImplicitDeny\"}");

        var ran = simulate(DOCUMENTS + good + failing + good.repeat(1_000), "--fail-fast");
        assertEquals(1, ran.exit());
        assertEquals("1 passed, 1 failed", ran.errLines().getLast());
        assertEquals(2, ran.outLines().size());
        assertEquals(
                1, simulate(DOCUMENTS + "{\n" + good, "--fail-fast").outLines().size());
    }

    @Test
    void writesTheAnswersToAFile(@TempDir Path directory) throws IOException {
        var out = directory.resolve("answers.jsonl");
        var batch = DOCUMENTS + line("a", "", "{}");

        var ran = simulate(batch, "--out", out.toString());
        assertEquals(new Ran(0, "", "1 passed, 0 failed\n"), ran);
        assertTrue(Files.readString(out).startsWith("{\"id\":\"a\""));

        var nowhere = simulate(batch, "--out", directory.resolve("no/where").toString());
        assertEquals(2, nowhere.exit());
        assertEquals(directory + "/no/where: no such file", nowhere.err().strip());
    }

    @Test
    void doesNotOverwriteTheCases(@TempDir Path directory) throws IOException {
        var file = Files.writeString(directory.resolve("cases.jsonl"), line("a", "", "{}"));
        var name = file.toString();

        var ran = Ran.with("", "policy", "simulate", "--batch", name, "--out", name);

        assertEquals(2, ran.exit());
        assertEquals(line("a", "", "{}"), Files.readString(file));
    }

    @Test
    void refusesAFileThatIsNotThereAndANumberOfThreadsThatIsNone() {
        var ran = Ran.with("", "policy", "simulate", "--batch", "no/such.jsonl");

        assertEquals(new Ran(2, "", "no/such.jsonl: no such file\n"), ran);
        assertEquals(2, simulate("", "--threads", "0").exit());
        assertEquals(2, simulate("", "--threads", "257").exit());
        assertEquals(2, simulate("", "--threads", "many").exit());
        assertEquals(2, Ran.with("", "policy", "simulate").exit());
    }

    @Test
    void answersNothingWithNothing() {
        assertEquals(new Ran(0, "", "0 passed, 0 failed\n"), simulate(""));
        assertEquals(new Ran(0, "", "0 passed, 0 failed\n"), simulate("\n \r\n"));
        assertEquals(new Ran(0, "", "0 passed, 0 failed\n"), simulate(DOCUMENTS));
    }

    @Test
    void takesCarriageReturnsAndAByteOrderMark() {
        var ran = simulate("\ufeff\r\n" + (DOCUMENTS + line("a", "", "{}")).replace("\n", "\r\n"));

        assertEquals(0, ran.exit(), ran.err());
        assertEquals("1 passed, 0 failed", ran.errLines().getLast());
    }

    @Test
    void stopsWhenNobodyReadsTheAnswers() {
        var closed = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("broken pipe");
            }

            @Override
            public void write(byte[] bytes, int from, int count) throws IOException {
                throw new IOException("broken pipe");
            }
        };
        var batch = DOCUMENTS + line("a", "", "{}").repeat(2_000);
        var err = new StringWriter();
        var exit = new CommandLine(Main.command(
                        new Streams(
                                new ByteArrayInputStream(batch.getBytes(StandardCharsets.UTF_8))),
                        Ran.NO_ENVIRONMENT))
                .setOut(new PrintWriter(closed, false, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(err))
                .execute("policy", "simulate", "--batch", "-");

        assertEquals(2, exit);
        assertEquals("nobody reads the answers", err.toString().strip());
    }

    @Test
    void answersALineBeforeItWaitsForTheNext() throws Exception {
        var toCommand = new PipedOutputStream();
        var fromCommand = new PipedInputStream(1 << 16);
        var command = new CommandLine(Main.command(
                        new Streams(new PipedInputStream(toCommand, 1 << 16)), Ran.NO_ENVIRONMENT))
                .setOut(new PrintWriter(
                        new PipedOutputStream(fromCommand), false, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(new StringWriter()));
        try (var thread = Executors.newSingleThreadExecutor();
                var answers = new BufferedReader(
                        new InputStreamReader(fromCommand, StandardCharsets.UTF_8))) {
            var exit = thread.submit(() -> command.execute("policy", "simulate", "--batch", "-"));
            for (var id : List.of("a", "b")) {
                var line = line(id, "", "{}")
                        .replace("{\"$ref\":\"i\"}", "{}")
                        .replace("{\"$ref\":\"k\"}", "{}");
                toCommand.write(line.getBytes(StandardCharsets.UTF_8));
                toCommand.flush();
                assertTrue(answers.readLine().startsWith("{\"id\":\"" + id + "\""));
            }
            toCommand.close();
            assertEquals(0, exit.get());
        }
    }

    private static Ran simulate(String batch, String... options) {
        var args = new ArrayList<>(List.of("policy", "simulate", "--batch", "-"));
        args.addAll(List.of(options));
        return Ran.with(batch, args.toArray(new String[0]));
    }
}
