package dev.keyward.server.kms.keypolicy;

import dev.keyward.policy.ContextKeys;
import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.parse.PolicyDocument;
import dev.keyward.policy.parse.PolicyException;
import dev.keyward.policy.parse.PolicyProblem;
import dev.keyward.policy.parse.SizeLimit;
import dev.keyward.server.authorize.Authorizer;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.PrincipalNames;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.kms.common.KmsError;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.ServiceException;

/**
 * What a key policy must be to be accepted, and how it is kept: the text as given, but with users and
 * roles by unique id.
 *
 * <p>Source: KMS Developer Guide, "Key policies"; KMS API Reference, "PutKeyPolicy"; the texts are those
 * that KMS answers with.
 */
public final class KeyPolicies {

    private static final SizeLimit SIZE = SizeLimit.of(PolicyKind.KEY_POLICY);

    private static final String PUT_KEY_POLICY = "kms:PutKeyPolicy";

    private final Authorizer authorizer;

    public KeyPolicies(Authorizer authorizer) {
        this.authorizer = authorizer;
    }

    /**
     * The policy to store for a key that is being made: the one that is given, or else the standard one.
     *
     * @throws ServiceException as {@link #accept}
     */
    public String policyOfNewKey(PolicyInput input, KmsKey key, Call call, Snapshot snapshot) {
        return input.text().isPresent()
                ? accept(input, key, call, snapshot)
                : StandardKeyPolicy.of(key.account());
    }

    /**
     * The given policy as it is to be stored.
     *
     * @throws ServiceException {@code LimitExceededException} if it is longer than 32,768 bytes; {@code
     *     MalformedPolicyDocumentException} if it is no key policy, names a principal that does not
     *     exist, or would keep the caller from putting another one later
     */
    String accept(PolicyInput input, KmsKey key, Call call, Snapshot snapshot) {
        var text = input.text()
                .orElseThrow(() -> new IllegalStateException("the API model let no Policy pass"));
        if (SIZE.problem(text).isPresent()) {
            throw KmsError.LIMIT_EXCEEDED.because(
                    "the key policy is longer than " + SIZE.most() + " bytes");
        }
        var names = new PrincipalNames(snapshot);
        var stored = parse(text)
                .mapPrincipals(written ->
                        names.stored(written).orElseThrow(KeyPolicies::invalidPrincipals));
        if (input.checksLockout()) {
            requireNoLockout(key.withPolicy(stored), call, snapshot);
        }
        return stored;
    }

    private static PolicyDocument parse(String text) {
        try {
            return PolicyDocument.parse(text, PolicyKind.KEY_POLICY);
        } catch (PolicyException refused) {
            throw refusal(refused.first());
        }
    }

    private static ServiceException refusal(PolicyProblem problem) {
        return switch (problem.reason()) {
            case MISSING_PRINCIPAL ->
                KmsError.MALFORMED_POLICY.because("Policy contains a statement with no principal.");
            case INVALID_PRINCIPAL -> invalidPrincipals();
            case OVERLY_PERMISSIVE_CONDITION ->
                KmsError.MALFORMED_POLICY.because(
                        "OverlyPermissiveCondition: Using the ForAllValues"
                                + " set operator with a single-valued condition key matches requests without"
                                + " the specified [encryption context or tag] or with an unspecified"
                                + " [encryption context or tag]. To fix, remove ForAllValues.");
            // The parser's own words speak of its settings.
            case NOT_JSON ->
                KmsError.MALFORMED_POLICY.because(
                        problem.line() + ":" + problem.column() + ": the policy is not JSON");
            case TOO_LARGE -> KmsError.LIMIT_EXCEEDED.because(problem.message());
            default -> KmsError.MALFORMED_POLICY.because(problem.toString());
        };
    }

    private static ServiceException invalidPrincipals() {
        return KmsError.MALFORMED_POLICY.because(
                "Policy contains a statement with one or more invalid principals.");
    }

    /**
     * Only the new policy is asked: a statement that leaves the choice to the caller's account is
     * enough, whatever the account's policies say today. A condition counts as it is met now.
     */
    private void requireNoLockout(KmsKey changed, Call call, Snapshot snapshot) {
        var later = new Target(
                        PUT_KEY_POLICY,
                        new Target.Key(changed, Target.Mention.BY_KEY_ID, Target.Reach.OWN_ACCOUNT),
                        ContextKeys.empty())
                .in(changed.region());
        if (!authorizer.keyPolicyAllows(call, later, snapshot)) {
            throw KmsError.MALFORMED_POLICY.because(
                    "The new key policy will not allow you to update the key policy in the future.");
        }
    }

    /** The policy of {@code key} for people: with the names that users and roles have now. */
    public static String shown(KmsKey key, Snapshot snapshot) {
        try {
            return PolicyDocument.parse(key.policy(), PolicyKind.KEY_POLICY)
                    .mapPrincipals(new PrincipalNames(snapshot)::shown);
        } catch (PolicyException damaged) {
            throw new IllegalStateException(
                    "the stored policy of " + key.arn() + " is none", damaged);
        }
    }
}
