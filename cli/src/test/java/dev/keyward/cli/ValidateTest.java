package dev.keyward.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ValidateTest {

    private static final String GOOD = """
            {"Version": "2012-10-17",
             "Statement": {"Effect": "Allow", "Action": "kms:Decrypt", "Resource": "*"}}
            """;

    private static final String TWO_ERRORS = """
            {"Version": "2012-10-17",
             "Statement": [
              {"Effect": "Permit", "Action": "kms:Decrypt", "Resource": "*"},
              {"Effect": "Allow", "Action": "Decrypt", "Resource": "*"}]}
            """;

    @Test
    void isSilentAboutAGoodDocument() {
        assertEquals(new Ran(0, "", ""), validate(GOOD));
    }

    @Test
    void printsEachErrorWithItsPlace() {
        var ran = validate(TWO_ERRORS);

        assertEquals(1, ran.exit());
        assertEquals(2, ran.outLines().size(), ran.out());
        assertTrue(ran.outLines().get(0).startsWith("-:3:14: error: invalid-effect: "), ran.out());
        assertTrue(
                ran.outLines().get(1).startsWith("-:4:33: error: action-without-vendor: "),
                ran.out());
    }

    @Test
    void printsWarningsButDoesNotFailForThem() {
        var ran = validate(GOOD.replace("2012-10-17", "2008-10-17"));

        assertEquals(0, ran.exit());
        assertTrue(ran.out().contains(": warning: old-version: "), ran.out());
    }

    @Test
    void judgesByTheKind() {
        assertEquals(0, validate(GOOD, "--kind", "scp").exit());
        assertTrue(validate(GOOD, "--kind", "key").out().contains("error: missing-principal"));
        assertTrue(validate(GOOD, "--kind=trust").out().contains("error: missing-principal"));
    }

    @Test
    void holdsEachKindToItsSize() {
        var padded = GOOD.replace("kms:Decrypt", "kms:" + "d".repeat(6_100));

        assertEquals(0, validate(padded).exit());
        assertTrue(validate(padded).out().contains(": warning: too-large-to-be-managed: "));
        assertTrue(validate(padded, "--kind", "boundary").out().contains(": error: too-large: "));
        assertEquals(1, validate(padded, "--kind", "boundary").exit());
        assertEquals(1, validate(padded, "--kind", "session").exit());
        assertEquals(0, validate(padded, "--kind", "scp").exit());
        var larger = GOOD.replace("kms:Decrypt", "kms:" + "d".repeat(10_300));
        assertEquals(1, validate(larger, "--kind", "scp").exit());
    }

    @Test
    void doesNotCountWhiteSpaceWhereIamDoesNot() {
        assertEquals(new Ran(0, "", ""), validate(GOOD + " ".repeat(20_000)));
        assertEquals(1, validate(GOOD + " ".repeat(20_000), "--kind", "session").exit());
    }

    @Test
    void knowsEveryKind() {
        assertEquals(
                List.of(
                        "identity",
                        "boundary",
                        "session",
                        "key",
                        "trust",
                        "vpc-endpoint",
                        "scp",
                        "rcp"),
                Kinds.words());
    }

    @Test
    void refusesAKindThatDoesNotExist() {
        var ran = validate(GOOD, "--kind", "bucket");

        assertEquals(2, ran.exit());
        assertTrue(ran.err().contains("there is no kind of policy `bucket`"), ran.err());
    }

    @Test
    void readsSeveralFilesAndReportsTheWorst(@TempDir Path directory) throws IOException {
        var good = Files.writeString(directory.resolve("good.json"), GOOD);
        var bad = Files.writeString(directory.resolve("bad.json"), TWO_ERRORS);
        var none = directory.resolve("none.json");

        var ran = Ran.with(
                "", "policy", "validate", none.toString(), good.toString(), bad.toString());

        assertEquals(2, ran.exit());
        assertEquals(none + ": no such file", ran.err().strip());
        assertTrue(ran.outLines().stream().allMatch(line -> line.startsWith(bad + ":")), ran.out());
        assertEquals(2, ran.outLines().size());
    }

    @Test
    void cannotReadWhatIsNotUtf8(@TempDir Path directory) throws IOException {
        var file = Files.write(directory.resolve("latin.json"), new byte[] {'"', (byte) 0xe4, '"'});

        var ran = Ran.with("", "policy", "validate", file.toString());

        assertEquals(2, ran.exit());
        assertEquals(file + ": not UTF-8 text", ran.err().strip());
    }

    @Test
    void cannotReadWhatIsFarTooLarge() {
        var ran = validate(" ".repeat((1 << 20) + 1));

        assertEquals(2, ran.exit());
        assertEquals("-: more than 1048576 bytes", ran.err().strip());
    }

    @Test
    void sendsNoControlCharactersToTheTerminal() {
        var ran = validate("{\"\\u001b[31m\": 1}");

        assertEquals(1, ran.exit());
        assertTrue(ran.out().indexOf('\u001b') < 0, "an escape character was printed");
    }

    @Test
    void printsEachProblemAsJsonIfAsked() {
        var ran = validate(TWO_ERRORS, "--json");

        assertEquals(1, ran.exit());
        assertEquals(2, ran.outLines().size(), ran.out());
        assertEquals(
                "{\"file\":\"-\",\"line\":3,\"column\":14,\"severity\":\"error\",\"reason\":"
                        + "\"invalid-effect\",\"message\":\"the effect `Permit` is neither `Allow`"
                        + " nor `Deny`\"}",
                ran.outLines().getFirst());
        assertEquals(new Ran(0, "", ""), validate(GOOD, "--json"));
    }

    @Test
    void needsAFile() {
        assertEquals(2, Ran.with("", "policy", "validate").exit());
    }

    private static Ran validate(String document, String... options) {
        var args = new ArrayList<>(List.of("policy", "validate", "-"));
        args.addAll(List.of(options));
        return Ran.with(document, args.toArray(new String[0]));
    }
}
