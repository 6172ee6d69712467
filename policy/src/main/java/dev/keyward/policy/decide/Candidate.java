package dev.keyward.policy.decide;

import dev.keyward.policy.match.Statement;

import java.util.Optional;

/**
 * A statement, with the decision that it leads to if it is the one that decides: made once, so that no
 * request has to make it, and ready to be returned.
 */
record Candidate<D extends Decision>(Statement statement, Optional<D> decision) {}
