package dev.keyward.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LinesTest {

    @Test
    void numbersLinesWhetherTheyAreBlankOrNot() throws IOException {
        var lines = all(bytes("a\n\n  \r\nb\r\nc"));

        assertEquals(
                List.of(
                        new Lines.Line(1, "a", ""),
                        new Lines.Line(2, "", ""),
                        new Lines.Line(3, "  \r", ""),
                        new Lines.Line(4, "b\r", ""),
                        new Lines.Line(5, "c", "")),
                lines);
        assertEquals(
                List.of(false, true, true, false, false),
                lines.stream().map(Lines.Line::isBlank).toList());
    }

    @Test
    void findsNoLineInNothing() throws IOException {
        assertEquals(List.of(), all(new byte[0]));
        assertEquals(List.of(new Lines.Line(1, "", "")), all(bytes("\n")));
    }

    @Test
    void passesOverAByteOrderMarkAtTheBeginningOnly() throws IOException {
        assertEquals(
                List.of(new Lines.Line(1, "a", ""), new Lines.Line(2, "\ufeffb", "")),
                all(bytes("\ufeffa\n\ufeffb")));
        assertEquals(
                List.of(new Lines.Line(1, "", "")), all(bytes("\ufeff")), "nothing but the mark");
    }

    @Test
    void goesOnAfterALineThatIsNotUtf8() throws IOException {
        assertEquals(
                List.of(new Lines.Line(1, "", "not UTF-8 text"), new Lines.Line(2, "b", "")),
                all(new byte[] {'"', (byte) 0xe4, '"', '\n', 'b'}));
    }

    @Test
    void keepsCharactersThatLieAcrossItsBuffer() throws IOException {
        var text = "ä€😀".repeat(30_000);

        assertEquals(List.of(new Lines.Line(1, text, "")), all(bytes(text + "\n")));
    }

    @Test
    void goesOnAfterALineThatIsTooLong() throws IOException {
        var tooLong = "a".repeat(Lines.MOST_BYTES + 1);
        var lines = new Lines(new ByteArrayInputStream(bytes(tooLong + "\na")));

        assertEquals(
                new Lines.Line(1, "", "more than 16777216 bytes"), lines.next().orElseThrow());
        assertEquals(new Lines.Line(2, "a", ""), lines.next().orElseThrow());
    }

    @Test
    void takesALineOfExactlyTheMost() throws IOException {
        var longest = all(bytes("a".repeat(Lines.MOST_BYTES) + "\nb"));

        assertEquals(Lines.MOST_BYTES, longest.getFirst().text().length());
        assertEquals(new Lines.Line(2, "b", ""), longest.get(1));
    }

    @Test
    void knowsWhetherThereIsMoreToRead() throws IOException {
        var lines = new Lines(new ByteArrayInputStream(bytes("a\nb\n")));

        assertFalse(lines.mustWait());
        lines.next();
        assertFalse(lines.mustWait(), "a line is in the buffer");
        lines.next();
        assertTrue(lines.mustWait());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<Lines.Line> all(byte[] bytes) throws IOException {
        var lines = new Lines(new ByteArrayInputStream(bytes));
        var all = new ArrayList<Lines.Line>();
        for (var line = lines.next(); line.isPresent(); line = lines.next()) {
            all.add(line.get());
        }
        return all;
    }
}
