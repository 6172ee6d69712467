package dev.keyward.server.iam.common;

import dev.keyward.policy.Arn;
import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.model.OidcProvider;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

import java.util.Optional;

/** An identity provider as a request names it, by its ARN; whether it exists is another question. */
public record OidcProviderRef(String text) {

    private static final String RESOURCE = "oidc-provider/";

    /**
     * The one that the request's {@code OpenIDConnectProviderArn} names.
     *
     * @throws ServiceException {@code ValidationError} if that is no ARN, one of another partition, or not
     *     one of a provider
     */
    public static OidcProviderRef read(Struct input) {
        var text = input.requiredText("OpenIDConnectProviderArn");
        if (!Arn.isArn(text)) {
            // IAM leaves a gap where its parser would say more.
            throw CommonError.VALIDATION.because("Invalid ARN:  Could not be parsed!");
        }
        var arn = Arn.parse(text);
        if (!arn.partition().equals("aws")) {
            throw CommonError.VALIDATION.because("Invalid ARN partition");
        }
        if (!arn.service().equals("iam")
                || !arn.region().isEmpty()
                || !arn.resource().startsWith(RESOURCE)) {
            throw CommonError.VALIDATION.because("ARN " + text + " is not valid.");
        }
        return new OidcProviderRef(text);
    }

    private Arn arn() {
        return Arn.parse(text);
    }

    /** The provider, if it is one of the caller's account. */
    public Optional<OidcProvider> find(Call call, Snapshot snapshot) {
        return arn().account().equals(call.account().value())
                ? snapshot.oidcProviders()
                        .find(call.account(), arn().resource().substring(RESOURCE.length()))
                : Optional.empty();
    }

    /**
     * The provider.
     *
     * @throws ServiceException {@code NoSuchEntity}
     */
    public OidcProvider get(Call call, Snapshot snapshot) {
        return find(call, snapshot)
                .orElseThrow(() -> IamError.NO_SUCH_ENTITY.because(
                        "OpenIDConnect Provider not found for arn " + text));
    }

    /** The action on the provider, or on what would have this ARN, with what else the request brings. */
    public Target target(String operation, ContextKeys keys, Call call, Snapshot snapshot) {
        var resourceKeys = find(call, snapshot)
                .map(provider -> Tags.ofResource(provider.tags()))
                .orElse(ContextKeys.empty());
        return new Target("iam:" + operation, Target.Named.of(arn(), resourceKeys), keys);
    }
}
