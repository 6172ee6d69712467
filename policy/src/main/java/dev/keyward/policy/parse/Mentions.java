package dev.keyward.policy.parse;

import java.util.ArrayList;
import java.util.List;

/** Whom and what the statements of a document name, in the order of the text; used by one thread. */
record Mentions(List<NamedPrincipal> principals, List<String> resources) {

    Mentions() {
        this(new ArrayList<>(), new ArrayList<>());
    }
}
