package dev.keyward.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

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

    private static Ran simulate(String batch, String... options) {
        var args = new ArrayList<>(List.of("policy", "simulate", "--batch", "-"));
        args.addAll(List.of(options));
        return Ran.with(batch, args.toArray(new String[0]));
    }
}
