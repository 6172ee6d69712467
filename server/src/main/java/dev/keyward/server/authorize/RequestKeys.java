package dev.keyward.server.authorize;

import dev.keyward.policy.ContextKeys;
import dev.keyward.policy.Principal;
import dev.keyward.policy.PrincipalKeys;
import dev.keyward.server.authorize.Caller.Federation;
import dev.keyward.server.authorize.Caller.Session;
import dev.keyward.server.authorize.Caller.Via;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.model.Region;
import dev.keyward.server.model.Role;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The condition keys that every request brings without its operation's doing: those of the caller,
 * of the call and of the resource. A key that AWS leaves out is left out here, too: policies tell
 * absent from false.
 *
 * <p>Source: IAM User Guide, "AWS global condition context keys"; KMS Developer Guide, "Condition
 * keys for AWS KMS".
 */
final class RequestKeys {

    /** The actions on grants that a service of AWS may do for a resource of its user. */
    private static final Set<String> FOR_RESOURCES =
            Set.of("kms:CreateGrant", "kms:ListGrants", "kms:RevokeGrant");

    private final Call call;
    private final Identity identity;
    private final Ceiling overCaller;
    private final Optional<Passage> passage;

    /** {@code overCaller} is what is set over the caller's account. */
    RequestKeys(Call call, Identity identity, Ceiling overCaller, Optional<Passage> passage) {
        this.call = call;
        this.identity = identity;
        this.overCaller = overCaller;
        this.passage = passage;
    }

    /**
     * All keys of a request for one target; the operation's own win.
     *
     * @param overOwner what is set over the account that the target belongs to
     */
    ContextKeys of(Target target, Ceiling overOwner) {
        return ContextKeys.lazily(() -> identity.keys()
                .with(ofCall(target.region().orElse(call.region())))
                .with(ofOrganizations(overOwner))
                .with(ofResource(target))
                .with(target.keys()));
    }

    private ContextKeys ofCall(Region region) {
        Instant now = call.now().truncatedTo(ChronoUnit.SECONDS);
        var keys = ContextKeys.builder()
                .single("aws:CurrentTime", now.toString())
                .single("aws:EpochTime", Long.toString(now.getEpochSecond()))
                .single("aws:RequestedRegion", region.code())
                .single("aws:SecureTransport", Boolean.toString(call.origin().secureTransport()))
                .single("aws:UserAgent", call.origin().userAgent())
                .single("aws:referer", call.origin().referer())
                .single("aws:userid", call.caller().userId());
        var sourceIp = call.origin().sourceIp();
        passage.ifPresentOrElse(
                found -> found.addTo(keys, sourceIp), () -> keys.single("aws:SourceIp", sourceIp));
        call.caller().session().ifPresent(session -> {
            if (!(call.caller().principal() instanceof Principal.Federated)) {
                addSession(keys, session);
            }
            session.signIn().federation().ifPresent(federation -> addFederation(keys, federation));
        });
        addVia(keys, call.caller().via());
        return keys.build();
    }

    private ContextKeys ofOrganizations(Ceiling overOwner) {
        var keys = ContextKeys.builder().single("aws:ResourceOrgID", overOwner.organizationId());
        overOwner.path().ifPresent(path -> keys.multiple("aws:ResourceOrgPaths", List.of(path)));
        if (belongsToAccount(call.caller().principal())) {
            keys.single("aws:PrincipalOrgID", overCaller.organizationId());
            overCaller
                    .path()
                    .ifPresent(path -> keys.multiple("aws:PrincipalOrgPaths", List.of(path)));
        }
        return keys.build();
    }

    private static boolean belongsToAccount(Principal principal) {
        return switch (principal) {
            case Principal.Root _,
                    Principal.User _,
                    Principal.AssumedRole _,
                    Principal.FederatedUser _ -> true;
            case Principal.Federated _, Principal.Service _ -> false;
        };
    }

    private static void addVia(ContextKeys.Builder keys, Via via) {
        if (via.isService()) {
            keys.single("aws:ViaAWSService", "true")
                    .multiple("aws:CalledVia", via.services())
                    .single("aws:CalledViaFirst", via.services().getFirst())
                    .single("aws:CalledViaLast", via.services().getLast());
        }
        keys.single("aws:SourceArn", via.sourceArn())
                .single("aws:SourceAccount", via.sourceAccount());
    }

    private void addSession(ContextKeys.Builder keys, Session session) {
        var multiFactor = session.signIn().multiFactor();
        keys.single("aws:TokenIssueTime", session.issued().toString())
                .single("aws:MultiFactorAuthPresent", Boolean.toString(multiFactor.isPresent()))
                .single("aws:MultiFactorAuthAge", multiFactor.map(this::ageInSeconds))
                .single("aws:SourceIdentity", session.sourceIdentity());
        session.tags()
                .values()
                .forEach((key, value) -> keys.single("aws:PrincipalTag/" + key, value));
    }

    private String ageInSeconds(Instant since) {
        return Long.toString(Duration.between(since, call.now()).toSeconds());
    }

    private static void addFederation(ContextKeys.Builder keys, Federation federation) {
        keys.single("aws:FederatedProvider", federation.provider());
        federation.single().forEach(keys::single);
        federation.multiple().forEach(keys::multiple);
    }

    /** What does not change between two calls of a principal, but for its session. */
    static ContextKeys.Builder ofPrincipal(Principal principal) {
        return PrincipalKeys.of(principal).single("aws:ViaAWSService", "false");
    }

    private ContextKeys ofResource(Target target) {
        var resource = target.resource();
        var keys = ContextKeys.builder()
                .single("aws:ResourceAccount", resource.owner(call.account()).value());
        if (FOR_RESOURCES.contains(target.action())) {
            keys.single(
                    "kms:GrantIsForAWSResource",
                    Boolean.toString(call.caller().via().isService()));
        }
        return switch (resource) {
            case Target.Anything _, Target.UnknownRole _ -> keys.build();
            case Target.Named named -> named.resourceKeys().with(keys.build());
            case Target.Key named -> addKey(keys, named.key()).build();
            case Target.Retirable retirable -> addNames(keys, retirable.key()).build();
            case Target.UnknownKey _ -> addCaller(keys).build();
            case Target.Trust trust -> addRole(keys, trust.role()).build();
        };
    }

    private static ContextKeys.Builder addRole(ContextKeys.Builder keys, Role role) {
        role.tags().forEach((key, value) -> {
            keys.single("aws:ResourceTag/" + key, value);
            keys.single("iam:ResourceTag/" + key, value);
        });
        return keys;
    }

    private ContextKeys.Builder addKey(ContextKeys.Builder keys, KmsKey key) {
        addNames(keys, key)
                .single("kms:KeyOrigin", key.origin().name())
                .single("kms:KeySpec", key.spec().name())
                .single("kms:CustomerMasterKeySpec", key.spec().name())
                .single("kms:KeyUsage", key.usage().name())
                .single("kms:CustomerMasterKeyUsage", key.usage().name())
                .single("kms:MultiRegion", Boolean.toString(key.isMultiRegion()))
                .single("kms:MultiRegionKeyType", key.multiRegionKeyType().map(Enum::name));
        return keys;
    }

    private ContextKeys.Builder addCaller(ContextKeys.Builder keys) {
        return keys.single("kms:CallerAccount", callerAccount())
                .single("kms:ViaService", call.caller().via().viaService(call.region()));
    }

    /** What {@code kms:CallerAccount} is; a service that calls for itself belongs to no account. */
    private Optional<String> callerAccount() {
        return call.caller().principal() instanceof Principal.Service
                ? Optional.empty()
                : Optional.of(call.account().value());
    }

    /** What is there for every action on a key, that of retiring a grant on it included. */
    private ContextKeys.Builder addNames(ContextKeys.Builder keys, KmsKey key) {
        addCaller(keys);
        if (!key.aliases().isEmpty()) {
            keys.multiple("kms:ResourceAliases", key.aliases());
        }
        key.tags().forEach((name, value) -> keys.single("aws:ResourceTag/" + name, value));
        return keys;
    }
}
