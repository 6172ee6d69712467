package dev.keyward.server.authorize;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;
import dev.keyward.policy.Principal;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An authenticated principal with the credentials it used.
 *
 * @param session present for temporary credentials only
 */
public record Caller(Principal principal, String accessKeyId, Optional<Session> session) {

    public AccountId account() {
        return principal.account();
    }

    /** Whether the credentials are temporary and their time is over. */
    public boolean hasExpired(Instant now) {
        return session.isPresent() && !now.isBefore(session.get().expires());
    }

    /**
     * The unique id that AWS prints for the caller: {@code AIDA...} for a user, {@code
     * AROA...:session} for a session of a role, the account's number for its root user.
     *
     * <p>Source: IAM User Guide, "AWS global condition context keys", {@code aws:userid}.
     */
    public String userId() {
        return switch (principal) {
            case Principal.Root root -> root.account().value();
            case Principal.User user -> user.id();
            case Principal.AssumedRole role -> role.roleId() + ":" + role.sessionName();
            case Principal.FederatedUser user ->
                user.account() + ":" + user.arn().substring(user.arn().indexOf('/') + 1);
            case Principal.Federated federated -> federated.provider();
            case Principal.Service service -> service.name();
        };
    }

    /** What temporary credentials carry beside the principal. */
    public record Session(
            Instant issued,
            Instant expires,
            SessionPolicies policies,
            SessionTags tags,
            Optional<String> sourceIdentity) {}

    /**
     * What limits a session beyond its principal's own policies. Managed policies are read when they
     * are needed, so that a change to one counts for sessions that have begun; one that is gone
     * allows nothing.
     */
    public record SessionPolicies(Optional<String> inline, List<Arn> managed) {

        public static final SessionPolicies NONE = new SessionPolicies(Optional.empty(), List.of());

        public SessionPolicies {
            managed = List.copyOf(managed);
        }

        /** Whether nothing is limited. */
        public boolean areAbsent() {
            return inline.isEmpty() && managed.isEmpty();
        }
    }

    /**
     * The tags of a session. Keys are compared without regard to case and kept as given.
     *
     * @param transitive those of the keys that sessions begun from this one inherit
     */
    public record SessionTags(SortedMap<String, String> values, Set<String> transitive) {

        public static final SessionTags NONE =
                new SessionTags(Collections.emptySortedMap(), Set.of());

        public SessionTags {
            var sorted = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
            sorted.putAll(values);
            values = Collections.unmodifiableSortedMap(sorted);
            transitive = Set.copyOf(transitive);
        }
    }
}
