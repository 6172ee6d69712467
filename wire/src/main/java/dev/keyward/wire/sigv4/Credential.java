package dev.keyward.wire.sigv4;

import dev.keyward.wire.CommonError;

import java.time.Instant;

/** The key that a signature claims, and the scope that it claims the key for. */
record Credential(String accessKeyId, Scope scope) {

    private static final int PARTS = 5;

    private static final int DATE_LENGTH = 8;

    static Credential check(SignatureParts parts, Expectation expectation, Instant signedAt)
            throws Refused {
        String[] elements = parts.credential().split("/", -1);
        if (elements.length != PARTS) {
            throw new Refused(
                    CommonError.INCOMPLETE_SIGNATURE,
                    "Credential must have exactly 5 slash-delimited elements, e.g."
                            + " keyid/date/region/service/term, got '"
                            + SignatureParts.shown(parts.credential()) + "'");
        }
        var scope = new Scope(elements[1], elements[2], elements[3]);
        String wrong = wrong(scope, elements[4], parts.date(), expectation);
        if (!wrong.isEmpty()) {
            throw new Refused(CommonError.SIGNATURE, wrong);
        }
        return new Credential(elements[0], scope);
    }

    /** Everything that is wrong with the scope, in AWS's order; empty if nothing is. */
    private static String wrong(
            Scope scope, String terminator, String date, Expectation expectation) {
        var wrong = new StringBuilder();
        if (!expectation.region().test(scope.region())) {
            wrong.append("Credential should be scoped to a valid region, not '")
                    .append(SignatureParts.shown(scope.region()))
                    .append("'. ");
        }
        if (!scope.service().equals(expectation.service())) {
            wrong.append("Credential should be scoped to correct service: '")
                    .append(expectation.service())
                    .append("'. ");
        }
        if (!terminator.equals(Scope.TERMINATOR)) {
            wrong.append(
                            "Credential should be scoped with a valid terminator: 'aws4_request', not '")
                    .append(SignatureParts.shown(terminator))
                    .append("'. ");
        }
        String day = date.substring(0, DATE_LENGTH);
        if (!scope.date().equals(day)) {
            wrong.append(
                            "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of")
                    .append(" date from HTTP: '")
                    .append(SignatureParts.shown(scope.date()))
                    .append("' != '")
                    .append(day)
                    .append("', from '")
                    .append(date)
                    .append("'.");
        }
        return wrong.toString().stripTrailing();
    }
}
