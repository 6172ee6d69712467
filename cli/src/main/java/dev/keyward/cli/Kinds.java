package dev.keyward.cli;

import dev.keyward.policy.PolicyKind;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The words by which the command line names the kinds of policy. */
final class Kinds {

    private static final Map<String, PolicyKind> BY_WORD = byWord();

    private Kinds() {}

    private static Map<String, PolicyKind> byWord() {
        var words = new LinkedHashMap<String, PolicyKind>();
        words.put("identity", PolicyKind.IDENTITY);
        words.put("boundary", PolicyKind.PERMISSIONS_BOUNDARY);
        words.put("session", PolicyKind.SESSION);
        words.put("key", PolicyKind.KEY_POLICY);
        words.put("trust", PolicyKind.TRUST);
        words.put("vpc-endpoint", PolicyKind.VPC_ENDPOINT);
        words.put("scp", PolicyKind.SERVICE_CONTROL);
        words.put("rcp", PolicyKind.RESOURCE_CONTROL);
        return words;
    }

    static Optional<PolicyKind> find(String word) {
        return Optional.ofNullable(BY_WORD.get(word));
    }

    static List<String> words() {
        return List.copyOf(BY_WORD.keySet());
    }
}
