package dev.keyward.policy.match;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PieceTest {

    private static List<Piece> parse(String text) {
        return Piece.parse(text, LanguageVersion.V2012, Piece.Wildcards.MEANT);
    }

    @Test
    void takesAValueApart() {
        assertEquals(
                List.of(
                        new Piece.Literal("a"),
                        new Piece.AnyRun(),
                        new Piece.Variable("aws:username", Optional.empty()),
                        new Piece.AnyOne(),
                        new Piece.Literal("b*")),
                parse("a*${aws:UserName}?b${*}"));
    }

    @Test
    void readsTheFallbackOfAVariable() {
        assertEquals(
                List.of(new Piece.Variable("aws:x", Optional.of("a, b}"))),
                parse("${aws:X, 'a, b}'}"));
        assertEquals(List.of(new Piece.Variable("aws:x", Optional.of(""))), parse("${aws:x, ''}"));
    }

    @Test
    void takesWhatIsNoVariableForText() {
        assertEquals(List.of(new Piece.Literal("${aws:x")), parse("${aws:x"));
        assertEquals(List.of(new Piece.Literal("$aws:x}")), parse("$aws:x}"));
        assertEquals(List.of(new Piece.Literal("$$")), parse("$${$}"));
        assertEquals(List.of(), parse(""));
    }

    @Test
    void leavesVariablesAloneInTheOldVersion() {
        assertEquals(
                List.of(new Piece.Literal("${aws:x}")),
                Piece.parse("${aws:x}", LanguageVersion.V2008, Piece.Wildcards.MEANT));
        assertEquals(
                List.of(new Piece.Literal("${"), new Piece.AnyRun(), new Piece.Literal("}")),
                Piece.parse("${*}", LanguageVersion.V2008, Piece.Wildcards.MEANT));
    }

    @Test
    void leavesWildcardsAloneWhereTheyAreLiteral() {
        assertEquals(
                List.of(new Piece.Literal("a*b?")),
                Piece.parse("a*b?", LanguageVersion.V2012, Piece.Wildcards.LITERAL));
    }

    @Test
    void takesAVariableThatNeverEndsForText() {
        var text = "${" + "a".repeat(Piece.MOST_IN_A_VARIABLE) + "}";
        assertEquals(List.of(new Piece.Literal(text)), parse(text));
    }
}
