package dev.keyward.cli;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.ContextKeys;
import dev.keyward.policy.Principal;
import dev.keyward.policy.PrincipalKeys;

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
        var keys = PrincipalKeys.of(caller.principal())
                .single("aws:ResourceAccount", facts.resourceAccount().value())
                .single("aws:SourceVpce", facts.vpcEndpointId())
                .single("aws:SourceIdentity", caller.sourceIdentity())
                .single("aws:userid", userId(caller));
        if (caller.type().equals("Anonymous")) {
            keys.single("aws:PrincipalType", "Anonymous");
        }
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
}
