package dev.keyward.server.sts;

import dev.keyward.crypto.saml.SamlAssertion;
import dev.keyward.policy.Arn;
import dev.keyward.server.authorize.Caller.SessionTags;
import dev.keyward.wire.ServiceException;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The attributes of an assertion that are for AWS: which roles, and what a session of one gets.
 *
 * <p>Source: IAM User Guide, "Configure SAML assertions for the authentication response" and "Pass session
 * tags in AWS STS".
 */
record SamlAttributes(SamlAssertion assertion) {

    private static final String PREFIX = "https://aws.amazon.com/SAML/Attributes/";

    private static final String TAG = PREFIX + "PrincipalTag:";

    private static final Pattern NAME = Pattern.compile("[a-zA-Z_0-9+=,.@-]{2,64}");

    private static final Pattern SECONDS = Pattern.compile("[0-9]{3,5}");

    private static final int LEAST_SECONDS = 900;

    private static final int MOST_SECONDS = 43_200;

    /**
     * Refuses a role that the assertion does not name together with the provider, in either order.
     *
     * @throws ServiceException {@code InvalidIdentityToken}
     */
    void requireRole(Arn role, Arn provider) {
        var asked = Set.of(role.toString(), provider.toString());
        var isNamed = assertion.attribute(PREFIX + "Role").stream()
                .map(pair ->
                        Arrays.stream(pair.split(",", -1)).map(String::strip).toList())
                .anyMatch(pair -> pair.size() == 2 && asked.equals(Set.copyOf(pair)));
        if (!isNamed) {
            throw refused("SAML Assertion doesn't contain the requested Role and Metadata in the"
                    + " attributes");
        }
    }

    String sessionName() {
        var name = one("RoleSessionName")
                .orElseThrow(() -> refused("RoleSessionName is required in AuthnResponse"));
        if (!NAME.matcher(name).matches()) {
            throw refused("RoleSessionName in AuthnResponse must match " + NAME);
        }
        return name;
    }

    /** How long the session may last at most, if the provider says so. */
    Optional<Duration> duration() {
        return one("SessionDuration").map(SamlAttributes::duration);
    }

    private static Duration duration(String text) {
        if (SECONDS.matcher(text).matches()) {
            var seconds = Integer.parseInt(text);
            if (seconds >= LEAST_SECONDS && seconds <= MOST_SECONDS) {
                return Duration.ofSeconds(seconds);
            }
        }
        throw refused("SessionDuration must be from 900 to 43200");
    }

    Optional<String> sourceIdentity() {
        var identity = one("SourceIdentity");
        if (identity.isPresent()
                && (!NAME.matcher(identity.get()).matches()
                        || SessionInput.isReserved(identity.get()))) {
            throw refused("Source Identity must match " + NAME + " and not begin with \"aws:\"");
        }
        return identity;
    }

    SessionTags tags() {
        var tags = new TreeMap<String, String>();
        for (var name : assertion.attributes().keySet()) {
            if (name.startsWith(TAG)) {
                var key = name.substring(TAG.length());
                tags.put(
                        key,
                        one("PrincipalTag:" + key)
                                .orElseThrow(() -> refused("the tag " + key + " has no value")));
            }
        }
        return SessionInput.asserted(tags, assertion.attribute(PREFIX + "TransitiveTagKeys"));
    }

    private Optional<String> one(String name) {
        var values = assertion.attribute(PREFIX + name);
        if (values.size() > 1) {
            throw refused(name + " has more than one value");
        }
        return values.stream().findFirst();
    }

    private static ServiceException refused(String message) {
        return StsError.INVALID_IDENTITY_TOKEN.because(message);
    }
}
