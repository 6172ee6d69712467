package dev.keyward.policy.decide;

import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.match.Statement;

import java.util.Optional;

/**
 * What a decision rests on: a statement of a policy, or a grant.
 *
 * @param policy the policy's ARN or name, or the grant's id
 * @param index the statement's place in its document, from 0
 * @param line where the statement begins in its document, from 1; 0 for a grant
 */
public record Source(PolicyKind kind, String policy, int index, Optional<String> sid, int line) {

    static Source of(PolicyKind kind, NamedPolicy policy, Statement statement) {
        return new Source(
                kind, policy.name(), statement.index(), statement.sid(), statement.line());
    }

    static Source of(Grant grant) {
        return new Source(PolicyKind.GRANT, grant.id(), 0, Optional.empty(), 0);
    }
}
