package dev.keyward.policy.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.parse.StatementPlace.Position;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The places are those of responses that AWS publishes. */
final class StatementPlaceTest {

    private static List<StatementPlace> places(String text) throws PolicyException {
        return StatementPlace.of(PolicyDocument.parse(text, PolicyKind.IDENTITY));
    }

    private static StatementPlace place(int line, int column, int endLine, int endColumn) {
        return new StatementPlace(new Position(line, column), new Position(endLine, endColumn));
    }

    @Test
    void aStatementWithoutAListBeginsBehindItsBrace() throws PolicyException {
        var text = "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\","
                + "\"Action\":\"dynamodb:*\",\"Resource\":\"*\",\"Condition\":{\"DateGreaterThan\":"
                + "{\"aws:CurrentTime\":\"2018-08-16T12:00:00Z\"}}}}";
        assertEquals(List.of(place(1, 38, 1, 167)), places(text));
    }

    @Test
    void theFirstOfAListBeginsBehindTheBracket() throws PolicyException {
        var text = """
                {
                  "Version": "2012-10-17",
                  "Statement": [
                    {
                      "Effect": "Allow",
                      "Action": "*",
                      "Resource": "*"
                    }
                  ]
                }""";
        assertEquals(List.of(place(3, 17, 8, 6)), places(text));
    }

    @Test
    void theNextOneBeginsWhereTheOneBeforeEnds() throws PolicyException {
        var text = "{\"Version\":\"2012-10-17\",\"Id\":\"x\",\"Statement\":["
                + "{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}, "
                + "{\"Effect\":\"Deny\",\"Action\":\"kms:*\",\"Resource\":\"*\"}]}";
        assertEquals(List.of(place(1, 47, 1, 96), place(1, 96, 1, 147)), places(text));
    }

    @Test
    void aDocumentWithoutStatementsHasNoPlaces() {
        assertEquals(List.of(), StatementPlace.of(PolicyDocument.empty(PolicyKind.IDENTITY)));
    }
}
