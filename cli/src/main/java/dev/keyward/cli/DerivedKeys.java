package dev.keyward.cli;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;
import dev.keyward.policy.ContextKeys;
import dev.keyward.policy.Principal;
import dev.keyward.policy.PrincipalKeys;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/**
 * The condition keys that a real request would carry.
 *
 * @param facts what follows from who asks for what
 */
record DerivedKeys(ContextKeys facts) {

    /** What a case says beside its caller. */
    record Facts(
            AccountId resourceAccount,
            boolean ofKms,
            String resource,
            Map<String, String> encryptionContext,
            Optional<String> vpcEndpointId,
            Optional<Instant> now) {}

    static DerivedKeys of(Caller caller, Facts facts) {
        var keys = PrincipalKeys.of(caller.principal())
                .single("aws:ResourceAccount", facts.resourceAccount().value())
                .single("aws:RequestedRegion", region(facts.resource()))
                .single("aws:SourceVpce", facts.vpcEndpointId())
                .single("aws:SourceIdentity", caller.sourceIdentity())
                .single("aws:userid", userId(caller))
                .single("aws:MultiFactorAuthPresent", mfa(caller));
        if (caller.isAnonymous()) {
            keys.single("aws:PrincipalType", Caller.ANONYMOUS);
        }
        caller.tags().forEach((name, value) -> keys.single("aws:PrincipalTag/" + name, value));
        if (facts.ofKms()) {
            keys.single("kms:CallerAccount", caller.principal().account().value());
        }
        facts.encryptionContext()
                .forEach((name, value) -> keys.single("kms:EncryptionContext:" + name, value));
        if (!facts.encryptionContext().isEmpty()) {
            keys.multiple("kms:EncryptionContextKeys", facts.encryptionContext().keySet());
        }
        return new DerivedKeys(keys.build().with(ofTime(facts.now()).build()));
    }

    /** The keys of the time, if it is said. */
    static ContextKeys.Builder ofTime(Optional<Instant> now) {
        return ContextKeys.builder()
                .single(
                        "aws:CurrentTime",
                        now.map(time -> time.truncatedTo(ChronoUnit.SECONDS).toString()))
                .single("aws:EpochTime", now.map(time -> Long.toString(time.getEpochSecond())));
    }

    /** What is so of nearly every request, and of this one if {@code given} does not say otherwise. */
    ContextKeys unlessSaid(ContextKeys given) {
        var forwarded = given.find("kms:ViaService").isPresent()
                || given.find("aws:CalledVia").isPresent();
        return ContextKeys.builder()
                .single("aws:SecureTransport", "true")
                .single("aws:ViaAWSService", Boolean.toString(forwarded))
                .build();
    }

    private static Optional<String> region(String resource) {
        return Optional.of(resource)
                .filter(Arn::isArn)
                .map(arn -> Arn.parse(arn).region())
                .filter(region -> !region.isEmpty() && region.indexOf('*') < 0);
    }

    /** Present with temporary credentials, and with a user's session that was made with a device. */
    private static Optional<String> mfa(Caller caller) {
        return switch (caller.principal()) {
            case Principal.AssumedRole _, Principal.FederatedUser _ ->
                Optional.of(Boolean.toString(caller.mfa()));
            case Principal.Root _, Principal.User _, Principal.Federated _, Principal.Service _ ->
                caller.mfa() ? Optional.of("true") : Optional.empty();
        };
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
