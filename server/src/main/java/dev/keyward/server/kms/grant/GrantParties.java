package dev.keyward.server.kms.grant;

import dev.keyward.server.authorize.PrincipalNames;
import dev.keyward.server.kms.common.KmsError;
import dev.keyward.server.model.Grant.Party;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who a grant names, as requests write it and as it is stored.
 *
 * <p>Source: KMS API Reference, "CreateGrant"; the text is the one that KMS answers with.
 */
final class GrantParties {

    /** So that the name of a service is never that of a principal: an ARN, or a unique id. */
    private static final Pattern SERVICE =
            Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)*\\.amazonaws\\.com");

    private GrantParties() {}

    /**
     * Reads who {@code GranteePrincipal} or {@code GranteeServicePrincipal} names, for the {@code role}
     * {@code Grantee}.
     *
     * @return as it is written; empty if the request has neither
     * @throws ServiceException {@code ValidationException} if it has both, or a service's name is none
     */
    static Optional<Party> read(Struct input, String role) {
        var principal = input.text(role + "Principal");
        var service = input.text(role + "ServicePrincipal");
        if (principal.isPresent() && service.isPresent()) {
            throw CommonError.VALIDATION.because("a grant has a " + role + "Principal or a " + role
                    + "ServicePrincipal, not both");
        }
        if (service.filter(name -> !SERVICE.matcher(name).matches()).isPresent()) {
            throw CommonError.VALIDATION.because(
                    service.get() + " is not the name of a service, such as s3.amazonaws.com");
        }
        return principal
                .map(name -> new Party(Party.Kind.PRINCIPAL, name))
                .or(() -> service.map(name -> new Party(Party.Kind.SERVICE, name)));
    }

    /**
     * Whoever {@code written} names, as it is stored.
     *
     * @throws ServiceException {@code InvalidArnException} if there is no such principal, or it is of a
     *     kind that nothing can be granted to
     */
    static Party stored(Party written, Snapshot snapshot) {
        return switch (written.kind()) {
            case SERVICE -> written;
            case PRINCIPAL ->
                new Party(
                        Party.Kind.PRINCIPAL,
                        new PrincipalNames(snapshot)
                                .stored(written.name())
                                .orElseThrow(() -> invalid(written.name())));
        };
    }

    static ServiceException invalid(String written) {
        return KmsError.INVALID_ARN.because("ARN does not refer to a valid principal: " + written);
    }
}
