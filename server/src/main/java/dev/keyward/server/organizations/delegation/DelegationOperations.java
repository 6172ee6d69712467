package dev.keyward.server.organizations.delegation;

import dev.keyward.server.organizations.common.Paging;
import dev.keyward.server.service.Operation;

import java.util.List;

/** The operations of this family. */
public final class DelegationOperations {

    private DelegationOperations() {}

    public static List<Operation<?>> all(Paging paging) {
        return List.of(
                new DeregisterDelegatedAdministrator(),
                new DisableAwsServiceAccess(),
                new EnableAwsServiceAccess(),
                new ListAwsServiceAccess(paging),
                new ListDelegatedAdministrators(paging),
                new ListDelegatedServicesForAccount(paging),
                new RegisterDelegatedAdministrator());
    }
}
