package dev.keyward.server.authorize;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.Principal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An authenticated principal with the credentials it used.
 *
 * @param session present for temporary credentials only
 */
public record Caller(Principal principal, String accessKeyId, Optional<Session> session) {

    public AccountId account() {
        return principal.account();
    }

    /**
     * What temporary credentials carry beside the principal.
     *
     * @param policies the session policies' texts; none of them means that nothing is limited
     * @param tags session tags, by key as given
     */
    public record Session(
            Instant issued,
            Instant expires,
            List<String> policies,
            Map<String, String> tags,
            Optional<String> sourceIdentity) {

        public Session {
            policies = List.copyOf(policies);
            tags = Map.copyOf(tags);
        }
    }
}
