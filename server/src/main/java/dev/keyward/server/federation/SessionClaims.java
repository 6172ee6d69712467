package dev.keyward.server.federation;

import dev.keyward.server.authorize.Caller.SessionTags;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jose4j.jwt.JwtClaims;
import org.jspecify.annotations.Nullable;

/**
 * What a provider wants of the session that its token is exchanged for: tags, a source identity, and which
 * roles it may be of. Tags stand in one claim with an object in it, or in a claim each.
 *
 * <p>Source: IAM User Guide, "Pass session tags in AWS STS", "Passing session tags using
 * AssumeRoleWithWebIdentity"; "Monitor and control actions taken with assumed roles".
 */
final class SessionClaims {

    private static final String TAGS = "https://aws.amazon.com/tags";
    private static final String PRINCIPAL_TAGS = "principal_tags";
    private static final String TRANSITIVE = "transitive_tag_keys";
    private static final String FLAT_TAG = TAGS + "/" + PRINCIPAL_TAGS + "/";
    private static final String FLAT_TRANSITIVE = TAGS + "/" + TRANSITIVE;
    private static final String SOURCE_IDENTITY = "https://aws.amazon.com/source_identity";
    private static final String ROLES = "https://aws.amazon.com/roles";

    private static final int MOST_TAGS = 50;
    private static final Pattern TAG_KEY = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{1,128}");
    private static final Pattern TAG_VALUE =
            Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{0,256}");
    private static final Pattern IDENTITY = Pattern.compile("[\\w+=,.@-]{2,64}");
    private static final String RESERVED_PREFIX = "aws:";

    private SessionClaims() {}

    /**
     * The source identity.
     *
     * @throws dev.keyward.wire.ServiceException {@code InvalidIdentityToken} if it could not be one
     */
    static Optional<String> sourceIdentity(JwtClaims claims) {
        var identity = Claims.text(claims, SOURCE_IDENTITY);
        if (identity.isPresent() && !IDENTITY.matcher(identity.get()).matches()) {
            throw Claims.malformed(SOURCE_IDENTITY);
        }
        return identity;
    }

    /**
     * Whether the provider names the role among those that the token is for; not if it names none.
     *
     * @throws dev.keyward.wire.ServiceException {@code InvalidIdentityToken} if it names others only
     */
    static boolean isForRole(JwtClaims claims, String roleArn) {
        if (!claims.hasClaim(ROLES)) {
            return false;
        }
        if (!Claims.texts(claims, ROLES).contains(roleArn)) {
            throw FederationError.INVALID_IDENTITY_TOKEN.because(
                    "The target role ARN is not present in the roles claim of the identity token");
        }
        return true;
    }

    /**
     * The tags.
     *
     * @throws dev.keyward.wire.ServiceException {@code InvalidIdentityToken} if they are not of one of both
     *     forms, more than 50, reserved, or not distinct without regard to case
     */
    static SessionTags tags(JwtClaims claims) {
        var values = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        var transitive = new TreeSet<String>(String.CASE_INSENSITIVE_ORDER);
        for (var name : claims.getClaimNames()) {
            if (name.startsWith(FLAT_TAG)) {
                add(values, name.substring(FLAT_TAG.length()), claims.getClaimValue(name));
            }
        }
        transitive.addAll(Claims.texts(claims, FLAT_TRANSITIVE));
        if (claims.getClaimValue(TAGS) instanceof Map<?, ?> nested) {
            addNested(values, transitive, nested);
        } else if (claims.hasClaim(TAGS)) {
            throw Claims.malformed(TAGS);
        }
        if (values.size() > MOST_TAGS || !values.keySet().containsAll(transitive)) {
            throw Claims.malformed(TAGS);
        }
        return new SessionTags(values, transitive);
    }

    private static void addNested(
            Map<String, String> values, Collection<String> transitive, Map<?, ?> nested) {
        if (nested.get(PRINCIPAL_TAGS) instanceof Map<?, ?> tags) {
            tags.forEach((key, value) -> add(values, String.valueOf(key), value));
        } else if (nested.containsKey(PRINCIPAL_TAGS)) {
            throw Claims.malformed(TAGS);
        }
        var keys = nested.get(TRANSITIVE);
        if (keys != null) {
            transitive.addAll(Claims.texts(TAGS, keys));
        }
    }

    private static void add(Map<String, String> values, String key, @Nullable Object value) {
        var texts = value == null ? List.<String>of() : Claims.texts(TAGS, value);
        if (texts.size() != 1
                || !TAG_KEY.matcher(key).matches()
                || key.toLowerCase(Locale.ROOT).startsWith(RESERVED_PREFIX)
                || !TAG_VALUE.matcher(texts.getFirst()).matches()
                || values.put(key, texts.getFirst()) != null) {
            throw Claims.malformed(TAGS);
        }
    }
}
