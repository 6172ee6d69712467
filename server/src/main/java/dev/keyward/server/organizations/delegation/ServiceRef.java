package dev.keyward.server.organizations.delegation;

import dev.keyward.policy.ContextKeys;
import dev.keyward.server.model.Delegation;
import dev.keyward.server.organizations.common.OrganizationsError;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

/** The service that a request's {@code ServicePrincipal} names. */
record ServiceRef(String principal) {

    private static final String AWS = ".amazonaws.com";

    /**
     * Reads it.
     *
     * @throws ServiceException {@code InvalidInputException} if it is not the name of a service
     */
    static ServiceRef read(Struct input) {
        var principal = input.requiredText("ServicePrincipal");
        if (!principal.endsWith(AWS) || principal.length() == AWS.length()) {
            throw OrganizationsError.INVALID_INPUT.because(
                    "UNRECOGNIZED_SERVICE_PRINCIPAL",
                    "You specified an unrecognized service principal.");
        }
        return new ServiceRef(principal);
    }

    /** The condition key of requests that name a service. */
    ContextKeys key() {
        return ContextKeys.builder()
                .single("organizations:ServicePrincipal", principal)
                .build();
    }

    /** The account that administers it, as an answer lists what an account administers. */
    static Struct describe(Delegation delegation) {
        return Struct.builder()
                .put("ServicePrincipal", delegation.servicePrincipal())
                .put("DelegationEnabledDate", delegation.enabled())
                .build();
    }
}
