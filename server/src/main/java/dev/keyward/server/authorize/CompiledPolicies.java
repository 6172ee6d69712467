package dev.keyward.server.authorize;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.decide.NamedPolicy;
import dev.keyward.policy.parse.PolicyDocument;
import dev.keyward.policy.parse.PolicyException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns the texts of stored policies into documents, each text once however many keys and users
 * share it.
 *
 * <p>A text that is no policy becomes one that denies everything, and is logged: it may have held a
 * Deny. Policies are checked before they are stored, so that this is a fault on our side.
 *
 * <p>Safe for use by many threads.
 */
final class CompiledPolicies {

    private static final Logger LOG = LoggerFactory.getLogger(CompiledPolicies.class);

    /** A document takes several times the memory of its text. */
    private static final long MOST_CHARACTERS = 16L << 20;

    /** What an entry weighs beside its text. */
    private static final int ENTRY = 200;

    private static final int NAMED_ENTRY = 1_000;

    /** An identity or session policy that limits nothing. */
    static final String ALLOW_EVERYTHING = """
            {"Version": "2012-10-17",
             "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}""";

    private static final String DENY_IDENTITIES = """
            {"Version": "2012-10-17",
             "Statement": {"Effect": "Deny", "Action": "*", "Resource": "*"}}""";

    private static final String DENY_ANYONE = """
            {"Version": "2012-10-17",
             "Statement": {"Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*"}}""";

    private static final String TRUST_NOBODY = """
            {"Version": "2012-10-17",
             "Statement": {"Effect": "Deny", "Principal": "*", "Action": "sts:*"}}""";

    private final Cache<Text, PolicyDocument> documents = Caffeine.newBuilder()
            .maximumWeight(MOST_CHARACTERS)
            .weigher((Text text, PolicyDocument document) -> ENTRY + text.text().length())
            .executor(Runnable::run)
            .build();

    private record Text(PolicyKind kind, String text) {}

    /** What a policy that is asked again remembers of itself takes more memory still. */
    private final Cache<NamedText, NamedPolicy> policies = Caffeine.newBuilder()
            .maximumWeight(MOST_CHARACTERS)
            .weigher((NamedText named, NamedPolicy policy) ->
                    NAMED_ENTRY + named.text().text().length())
            .executor(Runnable::run)
            .build();

    private record NamedText(String name, Text text) {}

    /**
     * The document that {@code text} is.
     *
     * @param name what decisions and the log call the policy: a managed policy's ARN, or the name of
     *     an inline policy
     */
    NamedPolicy compile(PolicyKind kind, String text, String name) {
        return policies.get(new NamedText(name, new Text(kind, text)), this::named);
    }

    private NamedPolicy named(NamedText named) {
        return new NamedPolicy(
                named.name(), documents.get(named.text(), key -> parseOrDeny(key, named.name())));
    }

    private static PolicyDocument parseOrDeny(Text text, String name) {
        try {
            return PolicyDocument.parse(text.text(), text.kind());
        } catch (PolicyException e) {
            LOG.error(
                    "the {} policy {} cannot be read and denies everything: {}",
                    text.kind(),
                    name,
                    e.first());
            return denying(text.kind());
        }
    }

    private static PolicyDocument denying(PolicyKind kind) {
        var text = switch (kind) {
            case IDENTITY, PERMISSIONS_BOUNDARY, SESSION, SERVICE_CONTROL -> DENY_IDENTITIES;
            case KEY_POLICY, VPC_ENDPOINT, RESOURCE_CONTROL -> DENY_ANYONE;
            case TRUST -> TRUST_NOBODY;
            case GRANT -> throw new IllegalStateException("a grant is no policy");
        };
        try {
            return PolicyDocument.parse(text, kind);
        } catch (PolicyException e) {
            throw new IllegalStateException("the policy that denies everything is none", e);
        }
    }
}
