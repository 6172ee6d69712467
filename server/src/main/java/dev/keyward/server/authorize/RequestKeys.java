package dev.keyward.server.authorize;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;
import dev.keyward.policy.ContextKeys;
import dev.keyward.policy.Principal;
import dev.keyward.server.authorize.Caller.Session;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.model.Role;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The condition keys that every request brings without its operation's doing: those of the caller,
 * of the call and of the resource. A key that AWS leaves out is left out here, too: policies tell
 * absent from false.
 *
 * <p>Source: IAM User Guide, "AWS global condition context keys"; KMS Developer Guide, "Condition
 * keys for AWS KMS".
 */
final class RequestKeys {

    private RequestKeys() {}

    /** All keys of a request for one target; the operation's own win. */
    static ContextKeys of(Call call, Identity identity, Target target) {
        return identity.keys()
                .with(ofSession(call.caller()))
                .with(ofCall(call))
                .with(ofResource(call, target.resource()))
                .with(target.keys());
    }

    /** What does not change between two calls of a principal, but for its session. */
    static ContextKeys.Builder ofPrincipal(Principal principal) {
        var keys = ContextKeys.builder()
                .single("aws:PrincipalAccount", principal.account().value())
                .single("aws:PrincipalArn", policyArn(principal))
                .single("aws:PrincipalType", type(principal))
                .single(
                        "aws:PrincipalIsAWSService",
                        Boolean.toString(principal instanceof Principal.Service))
                .single("aws:ViaAWSService", "false");
        if (principal instanceof Principal.User user) {
            keys.single("aws:username", nameOf(user));
        }
        return keys;
    }

    /** The ARN as policies see it: that of the role for a session of a role. */
    private static String policyArn(Principal principal) {
        return principal instanceof Principal.AssumedRole role ? role.roleArn() : principal.arn();
    }

    private static String type(Principal principal) {
        return switch (principal) {
            case Principal.Root _ -> "Account";
            case Principal.User _ -> "User";
            case Principal.AssumedRole _ -> "AssumedRole";
            case Principal.FederatedUser _ -> "FederatedUser";
            case Principal.Service _ -> "Service";
        };
    }

    private static String nameOf(Principal.User user) {
        return user.arn().substring(user.arn().lastIndexOf('/') + 1);
    }

    private static ContextKeys ofSession(Caller caller) {
        if (caller.session().isEmpty()) {
            return ContextKeys.empty();
        }
        Session session = caller.session().get();
        var keys = ContextKeys.builder()
                .single("aws:TokenIssueTime", session.issued().toString())
                .single("aws:MultiFactorAuthPresent", "false")
                .single("aws:SourceIdentity", session.sourceIdentity());
        session.tags()
                .values()
                .forEach((key, value) -> keys.single("aws:PrincipalTag/" + key, value));
        return keys.build();
    }

    private static ContextKeys ofCall(Call call) {
        Instant now = call.now().truncatedTo(ChronoUnit.SECONDS);
        return ContextKeys.builder()
                .single("aws:CurrentTime", now.toString())
                .single("aws:EpochTime", Long.toString(now.getEpochSecond()))
                .single("aws:RequestedRegion", call.region().code())
                .single("aws:SecureTransport", Boolean.toString(call.origin().secureTransport()))
                .single("aws:SourceIp", call.origin().sourceIp())
                .single("aws:UserAgent", call.origin().userAgent())
                .single("aws:userid", call.caller().userId())
                .build();
    }

    private static ContextKeys ofResource(Call call, Target.Resource resource) {
        return switch (resource) {
            case Target.Anything _ -> ofOwner(call.account());
            case Target.Named named -> named.resourceKeys().with(ofOwner(owner(named.arn(), call)));
            case Target.Key key -> ofKey(key.key(), call);
            case Target.UnknownForeignKey key ->
                ContextKeys.builder()
                        .single("aws:ResourceAccount", key.owner().value())
                        .single("kms:CallerAccount", call.account().value())
                        .build();
            case Target.Trust trust -> ofRole(trust.role());
            case Target.UnknownRole role -> ofOwner(owner(role.arn(), call));
        };
    }

    private static AccountId owner(Arn arn, Call call) {
        // Resources of AWS itself, such as managed policies, name no account.
        return AccountId.isAccountId(arn.account()) ? new AccountId(arn.account()) : call.account();
    }

    private static ContextKeys ofOwner(AccountId account) {
        return ContextKeys.builder()
                .single("aws:ResourceAccount", account.value())
                .build();
    }

    private static ContextKeys ofRole(Role role) {
        var keys = ContextKeys.builder()
                .single("aws:ResourceAccount", role.account().value());
        role.tags().forEach((key, value) -> {
            keys.single("aws:ResourceTag/" + key, value);
            keys.single("iam:ResourceTag/" + key, value);
        });
        return keys.build();
    }

    private static ContextKeys ofKey(KmsKey key, Call call) {
        var keys = ContextKeys.builder()
                .single("aws:ResourceAccount", key.account().value())
                .single("kms:CallerAccount", call.account().value())
                .single("kms:KeyOrigin", key.origin().name())
                .single("kms:KeySpec", key.spec().name())
                .single("kms:CustomerMasterKeySpec", key.spec().name())
                .single("kms:KeyUsage", key.usage().name())
                .single("kms:CustomerMasterKeyUsage", key.usage().name())
                .single("kms:MultiRegion", Boolean.toString(key.multiRegion()));
        if (!key.aliases().isEmpty()) {
            keys.multiple("kms:ResourceAliases", key.aliases());
        }
        key.tags().forEach((name, value) -> keys.single("aws:ResourceTag/" + name, value));
        return keys.build();
    }
}
