package dev.keyward.cli;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.ContextKeys;
import dev.keyward.policy.Principal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/** The condition keys that a real request would carry by who asks for what. */
final class DerivedKeys {

    private DerivedKeys() {}

    /** What a case says beside its caller. */
    record Facts(
            AccountId resourceAccount,
            boolean ofKms,
            Map<String, String> encryptionContext,
            Optional<String> vpcEndpointId,
            Optional<Instant> now) {}

    static ContextKeys of(Caller caller, Facts facts) {
        var keys = ContextKeys.builder()
                .single("aws:ResourceAccount", facts.resourceAccount().value())
                .single("aws:SourceVpce", facts.vpcEndpointId())
                .single("aws:SourceIdentity", caller.sourceIdentity())
                .single("aws:userid", userId(caller));
        addPrincipal(keys, caller);
        caller.tags().forEach((name, value) -> keys.single("aws:PrincipalTag/" + name, value));
        facts.now()
                .ifPresent(now -> keys.single(
                                "aws:CurrentTime",
                                now.truncatedTo(ChronoUnit.SECONDS).toString())
                        .single("aws:EpochTime", Long.toString(now.getEpochSecond())));
        if (caller.mfa()) {
            keys.single("aws:MultiFactorAuthPresent", "true");
        }
        if (facts.ofKms()) {
            keys.single("kms:CallerAccount", caller.principal().account().value());
        }
        facts.encryptionContext()
                .forEach((name, value) -> keys.single("kms:EncryptionContext:" + name, value));
        if (!facts.encryptionContext().isEmpty()) {
            keys.multiple("kms:EncryptionContextKeys", facts.encryptionContext().keySet());
        }
        return keys.build();
    }

    private static void addPrincipal(ContextKeys.Builder keys, Caller caller) {
        var principal = caller.principal();
        keys.single("aws:PrincipalAccount", principal.account().value())
                .single("aws:PrincipalType", type(caller))
                .single(
                        "aws:PrincipalIsAWSService",
                        Boolean.toString(principal instanceof Principal.Service));
        switch (principal) {
            case Principal.AssumedRole session ->
                keys.single("aws:PrincipalArn", session.roleArn());
            case Principal.User user ->
                keys.single("aws:PrincipalArn", user.arn())
                        .single(
                                "aws:username",
                                user.arn().substring(user.arn().lastIndexOf('/') + 1));
            case Principal.Service service ->
                keys.single("aws:PrincipalServiceName", service.name());
            case Principal.Root _, Principal.FederatedUser _ ->
                keys.single("aws:PrincipalArn", principal.arn());
            case Principal.Federated _ -> {
                // Whom an identity provider vouches for has no ARN yet, and the anonymous never.
            }
        }
    }

    private static Optional<String> userId(Caller caller) {
        return switch (caller.principal()) {
            case Principal.Root root -> Optional.of(root.account().value());
            case Principal.User _,
                    Principal.AssumedRole _,
                    Principal.FederatedUser _,
                    Principal.Federated _,
                    Principal.Service _ -> caller.userId();
        };
    }

    private static String type(Caller caller) {
        return switch (caller.principal()) {
            case Principal.Root _ -> "Account";
            case Principal.User _ -> "User";
            case Principal.AssumedRole _ -> "AssumedRole";
            case Principal.FederatedUser _ -> "FederatedUser";
            case Principal.Service _ -> "Service";
            case Principal.Federated _ ->
                caller.type().equals("Anonymous") ? "Anonymous" : "FederatedUser";
        };
    }
}
