package dev.keyward.server.iam.simulate;

import dev.keyward.policy.parse.PolicyDocument;
import dev.keyward.policy.parse.StatementPlace;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where the statements of policies stand, each document looked through once; used by one thread. */
final class StatementPlaces {

    private final Map<PolicyDocument, List<StatementPlace>> byDocument = new HashMap<>();

    StatementPlace of(PolicyDocument document, int index) {
        return byDocument.computeIfAbsent(document, StatementPlace::of).get(index);
    }
}
