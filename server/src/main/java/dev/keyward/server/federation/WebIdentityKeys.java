package dev.keyward.server.federation;

import dev.keyward.policy.Arn;
import dev.keyward.server.authorize.Caller.Federation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jose4j.jwt.JwtClaims;

/**
 * What a token says of its holder, as condition keys: {@code issuer.example.org:sub}.
 *
 * <p>Source: IAM User Guide, "IAM and AWS STS condition context keys", "Available keys for AWS OIDC
 * federation".
 */
public final class WebIdentityKeys {

    /** Whether the token names the role that is asked for among those that it may be used for. */
    public static final String FOR_ROLE = "sts:RoleAuthorizedByIdp";

    private static final String PROVIDER = "oidc-provider/";

    private static final String AUDIENCE = "aud";
    private static final String SUBJECT = "sub";
    private static final String METHODS = "amr";
    private static final String OWN_AUDIENCE = "oaud";
    private static final String EMAIL = "email";

    /** Those that stay for the whole session; the others are for the trust policy. */
    private static final Set<String> IN_SESSION = Set.of(AUDIENCE, SUBJECT, METHODS);

    /** What AWS takes from the tokens of single providers beside. */
    private static final Map<String, List<String>> OF_PROVIDERS = Map.of(
            "token.actions.githubusercontent.com",
            List.of(
                    "actor",
                    "actor_id",
                    "enterprise_id",
                    "environment",
                    "job_workflow_ref",
                    "ref",
                    "repository",
                    "repository_id",
                    "repository_owner_id",
                    "workflow"));

    private WebIdentityKeys() {}

    /** {@code audience} is the authorized party, if the token names one. */
    static Federation of(Issuer issuer, JwtClaims claims, String audience, boolean isForRole) {
        var single = new TreeMap<String, String>();
        var multiple = new TreeMap<String, List<String>>();
        single.put(FOR_ROLE, Boolean.toString(isForRole));
        single.put(name(issuer, AUDIENCE), audience);
        single.put(name(issuer, SUBJECT), Claims.requiredText(claims, SUBJECT));
        addSingle(single, issuer, claims, EMAIL);
        for (var claim : OF_PROVIDERS.getOrDefault(issuer.url(), List.of())) {
            addSingle(single, issuer, claims, claim);
        }
        var own = Claims.texts(claims, AUDIENCE);
        if (own.size() == 1) {
            single.put(name(issuer, OWN_AUDIENCE), own.getFirst());
        } else {
            multiple.put(name(issuer, OWN_AUDIENCE), own);
        }
        var methods = Claims.texts(claims, METHODS);
        if (!methods.isEmpty()) {
            multiple.put(name(issuer, METHODS), methods);
        }
        return new Federation(issuer.principal(), single, multiple);
    }

    private static String name(Issuer issuer, String claim) {
        return issuer.url() + ":" + claim;
    }

    /** A claim of another type than text is none that a policy could ask for. */
    private static void addSingle(
            Map<String, String> keys, Issuer issuer, JwtClaims claims, String claim) {
        if (claims.getClaimValue(claim) instanceof String text) {
            keys.put(name(issuer, claim), text);
        }
    }

    /** The URL of the provider, without {@code https://}. */
    public static String url(Federation federation) {
        var provider = federation.provider();
        return Arn.isArn(provider)
                ? Arn.parse(provider).resource().substring(PROVIDER.length())
                : provider;
    }

    /** The subject that the token names. */
    public static String subject(Federation federation) {
        return required(federation, SUBJECT);
    }

    /** Whom the token was made for: the authorized party if it names one. */
    public static String audience(Federation federation) {
        return required(federation, AUDIENCE);
    }

    private static String required(Federation federation, String claim) {
        var value = federation.single().get(url(federation) + ":" + claim);
        if (value == null) {
            throw new IllegalStateException("an identity without " + claim);
        }
        return value;
    }

    /** Those keys that the session has, too. */
    public static Federation inSession(Federation federation) {
        var single = new TreeMap<>(federation.single());
        single.keySet().removeIf(key -> !IN_SESSION.contains(claim(key)));
        var multiple = new TreeMap<>(federation.multiple());
        multiple.keySet().removeIf(key -> !IN_SESSION.contains(claim(key)));
        return new Federation(federation.provider(), single, multiple);
    }

    private static String claim(String key) {
        return key.substring(key.lastIndexOf(':') + 1);
    }
}
