package dev.keyward.cli;

import dev.keyward.policy.Arn;
import dev.keyward.policy.decide.RetireRule;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which rule decides a request: by its action and by the resource that it names. */
final class Rules {

    /** Services that answer nobody who does not say who they are. */
    private static final Set<String> SIGNED_ONLY = Set.of("kms", "iam", "sts");

    private static final Set<String> ALIAS_CHANGES =
            Set.of("kms:createalias", "kms:updatealias", "kms:deletealias");

    /** How the names of IAM's actions begin that change nothing. */
    private static final List<String> READING = List.of("get", "list", "generate", "simulate");

    private Rules() {}

    /**
     * The rule for {@code action} on {@code resource}.
     *
     * @param grants those that {@code kms:RetireGrant} can mean
     */
    static Case.Rule of(
            Caller caller, String action, String resource, List<RetireRule.Retirable> grants) {
        var name = action.toLowerCase(Locale.ROOT);
        if (caller.isAnonymous()
                && SIGNED_ONLY.contains(name.substring(0, Math.max(0, name.indexOf(':'))))) {
            return new Case.Rule.Nobody();
        }
        if (name.equals("sts:getcalleridentity")) {
            return new Case.Rule.Everybody();
        }
        if (name.equals("kms:retiregrant")) {
            return new Case.Rule.Retire(grants);
        }
        return Arn.isArn(resource) ? of(name, Arn.parse(resource)) : new Case.Rule.Account();
    }

    private static Case.Rule of(String action, Arn resource) {
        if (isKeptByAws(action, resource)) {
            return new Case.Rule.Nobody();
        }
        if (action.startsWith("kms:")
                && resource.service().equals("kms")
                && resource.resource().startsWith("key/")) {
            return new Case.Rule.Key();
        }
        return action.startsWith("sts:")
                        && resource.service().equals("iam")
                        && resource.resource().startsWith("role/")
                ? new Case.Rule.Trust()
                : new Case.Rule.Account();
    }

    /**
     * Whether the action changes what AWS keeps for itself: the aliases of its keys, its managed policies,
     * the roles that it reserves.
     *
     * <p>Source: KMS API Reference, "CreateAlias"; IAM User Guide, "Managed policies and inline policies";
     * IAM Identity Center User Guide, "Permission sets".
     */
    private static boolean isKeptByAws(String action, Arn resource) {
        var path = resource.resource();
        if (resource.service().equals("kms")) {
            return ALIAS_CHANGES.contains(action) && path.startsWith("alias/aws/");
        }
        if (!resource.service().equals("iam")
                || !action.startsWith("iam:")
                || READING.stream().anyMatch(action.substring("iam:".length())::startsWith)) {
            return false;
        }
        return path.startsWith("role/aws-reserved/")
                || (resource.account().equals("aws") && isOfAPolicy(action, path));
    }

    /** Attaching a policy changes whom it is attached to, not the policy. */
    private static boolean isOfAPolicy(String action, String path) {
        return path.startsWith("policy/")
                && !action.startsWith("iam:attach")
                && !action.startsWith("iam:detach");
    }
}
