package dev.keyward.server.federation;

import dev.keyward.server.authorize.Caller.Federation;
import dev.keyward.server.authorize.Caller.SessionTags;

import java.time.Instant;
import java.util.Optional;

/**
 * What a token that was verified says of its holder.
 *
 * @param expires when the token does, which does not end a session
 * @param federation all condition keys for the role's trust policy, see {@link WebIdentityKeys}
 */
public record WebIdentity(
        Instant expires,
        SessionTags tags,
        Optional<String> sourceIdentity,
        Federation federation) {}
