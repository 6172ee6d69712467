package dev.keyward.policy.match;

import java.util.List;

/** The values of a condition, compiled: does a value of the request fit one of them? */
interface ValueTest {

    /** What came of comparing, before negation. */
    enum Outcome {
        MATCH,
        NO_MATCH,
        /** One side is not of the operator's type, so that neither it nor its negation holds. */
        INCOMPARABLE
    }

    Outcome test(String value, RequestContext context);

    /** Whether every value of the policy is of the operator's type. */
    boolean comparable();

    static ValueTest compile(Comparison comparison, List<String> values, LanguageVersion version) {
        return switch (comparison) {
            case STRING_EQUALS, STRING_NOT_EQUALS ->
                StringTest.of(values, version, Piece.Wildcards.LITERAL);
            case STRING_LIKE, STRING_NOT_LIKE ->
                StringTest.of(values, version, Piece.Wildcards.MEANT);
            case STRING_EQUALS_IGNORE_CASE, STRING_NOT_EQUALS_IGNORE_CASE ->
                FoldedTest.of(values, version);
            case BOOL -> BoolTest.of(values, version);
            case ARN_EQUALS, ARN_LIKE, ARN_NOT_EQUALS, ARN_NOT_LIKE -> ArnTest.of(values, version);
            case IP_ADDRESS, NOT_IP_ADDRESS -> IpTest.of(values);
            case BINARY_EQUALS -> BinaryTest.of(values);
            case NULL -> PresenceTest.of(values);
            case NUMERIC_EQUALS, NUMERIC_NOT_EQUALS ->
                OrderTest.ofNumbers(OrderTest.Relation.EQUAL, values);
            case NUMERIC_LESS_THAN -> OrderTest.ofNumbers(OrderTest.Relation.LESS, values);
            case NUMERIC_LESS_THAN_EQUALS ->
                OrderTest.ofNumbers(OrderTest.Relation.LESS_OR_EQUAL, values);
            case NUMERIC_GREATER_THAN -> OrderTest.ofNumbers(OrderTest.Relation.GREATER, values);
            case NUMERIC_GREATER_THAN_EQUALS ->
                OrderTest.ofNumbers(OrderTest.Relation.GREATER_OR_EQUAL, values);
            case DATE_EQUALS, DATE_NOT_EQUALS ->
                OrderTest.ofDates(OrderTest.Relation.EQUAL, values);
            case DATE_LESS_THAN -> OrderTest.ofDates(OrderTest.Relation.LESS, values);
            case DATE_LESS_THAN_EQUALS ->
                OrderTest.ofDates(OrderTest.Relation.LESS_OR_EQUAL, values);
            case DATE_GREATER_THAN -> OrderTest.ofDates(OrderTest.Relation.GREATER, values);
            case DATE_GREATER_THAN_EQUALS ->
                OrderTest.ofDates(OrderTest.Relation.GREATER_OR_EQUAL, values);
        };
    }
}
