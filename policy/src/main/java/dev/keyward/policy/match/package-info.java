/**
 * Statements, ready to be matched against a request: actions, resources, principals and conditions,
 * each with the comparison that AWS has for it. Begin at {@link dev.keyward.policy.match.Statement};
 * everything else is one of its parts. Nothing here knows of JSON, or what a match leads to.
 *
 * <p>Everything is compiled once, when a document is parsed, and matched many times: wildcards never
 * backtrack, addresses and dates are numbers by then, and no name is ever looked up.
 */
@NullMarked
package dev.keyward.policy.match;

import org.jspecify.annotations.NullMarked;
