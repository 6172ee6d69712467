package dev.keyward.server.iam.common;

import dev.keyward.policy.Arn;
import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.model.SamlProvider;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

import java.util.Optional;

/** A SAML provider as a request names it, by its ARN; whether it exists is another question. */
public record SamlProviderRef(Arn arn) {

    private static final String TYPE = "saml-provider/";

    /**
     * The one that the request's {@code SAMLProviderArn} names.
     *
     * @throws ServiceException {@code ValidationError} if that is no ARN of a SAML provider
     */
    public static SamlProviderRef read(Struct input) {
        var text = input.requiredText("SAMLProviderArn");
        if (!Arn.isArn(text)) {
            throw CommonError.VALIDATION.because("Invalid ARN:  Could not be parsed!");
        }
        var arn = Arn.parse(text);
        var isProvider = arn.partition().equals("aws")
                && arn.service().equals("iam")
                && arn.region().isEmpty()
                && arn.resource().startsWith(TYPE);
        if (!isProvider) {
            throw CommonError.VALIDATION.because("ARN " + text + " is not valid.");
        }
        return new SamlProviderRef(arn);
    }

    /** The provider, if it is one of the caller's account. */
    public Optional<SamlProvider> find(Call call, Snapshot snapshot) {
        return snapshot.samlProviders()
                .find(call.account(), arn.resource().substring(TYPE.length()))
                // Names are found without regard to case, ARNs are compared exactly.
                .filter(provider -> provider.arn().equals(arn));
    }

    /**
     * The provider.
     *
     * @throws ServiceException {@code NoSuchEntity}
     */
    public SamlProvider get(Call call, Snapshot snapshot) {
        return find(call, snapshot)
                .orElseThrow(
                        () -> IamError.NO_SUCH_ENTITY.because("Manifest not found for arn " + arn));
    }

    /** The action on the provider, or on what would have this ARN. */
    public Target target(String operation, Call call, Snapshot snapshot) {
        return target(operation, ContextKeys.empty(), call, snapshot);
    }

    /** The action on the provider, or on what would have this ARN, with what else the request brings. */
    public Target target(String operation, ContextKeys keys, Call call, Snapshot snapshot) {
        var resourceKeys = find(call, snapshot)
                .map(provider -> Tags.ofResource(provider.tags()))
                .orElse(ContextKeys.empty());
        return new Target("iam:" + operation, Target.Named.of(arn, resourceKeys), keys);
    }
}
