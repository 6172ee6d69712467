package dev.keyward.server.store;

import dev.keyward.policy.AccountId;
import dev.keyward.server.model.Delegation;
import dev.keyward.server.model.TrustedService;

import java.util.List;

/** Which services organizations trust, and which of their accounts administer one. */
public interface OrganizationServices {

    /** The services that an organization trusts; the sort key is the service principal. */
    Page<TrustedService> trusted(String organizationId, Page.Request page);

    boolean isTrusted(String organizationId, String servicePrincipal);

    /** What an account administers, by service principal. */
    List<Delegation> delegationsTo(AccountId account);

    /** Every delegation of an organization, by account and service principal. */
    List<Delegation> delegations(String organizationId);

    /** Writes them. */
    interface Writer extends OrganizationServices {

        /** Does nothing if the service is trusted already. */
        void trust(TrustedService service);

        /** Does nothing if the service is not trusted. */
        void distrust(String organizationId, String servicePrincipal);

        void delegate(Delegation delegation);

        void revoke(Delegation delegation);
    }
}
