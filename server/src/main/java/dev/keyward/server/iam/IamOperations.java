package dev.keyward.server.iam;

import dev.keyward.server.iam.absent.AbsentOperations;
import dev.keyward.server.iam.accesskey.AccessKeyOperations;
import dev.keyward.server.iam.account.AccountOperations;
import dev.keyward.server.iam.attachment.AttachmentOperations;
import dev.keyward.server.iam.boundary.BoundaryOperations;
import dev.keyward.server.iam.common.Paging;
import dev.keyward.server.iam.common.UniqueIds;
import dev.keyward.server.iam.group.GroupOperations;
import dev.keyward.server.iam.inlinepolicy.InlinePolicyOperations;
import dev.keyward.server.iam.instanceprofile.InstanceProfileOperations;
import dev.keyward.server.iam.lastaccess.LastAccessOperations;
import dev.keyward.server.iam.managedpolicy.ManagedPolicyOperations;
import dev.keyward.server.iam.mfa.MfaOperations;
import dev.keyward.server.iam.oidc.OidcOperations;
import dev.keyward.server.iam.owner.OwnerOperations;
import dev.keyward.server.iam.password.PasswordOperations;
import dev.keyward.server.iam.report.CredentialReportOperations;
import dev.keyward.server.iam.role.RoleOperations;
import dev.keyward.server.iam.samlprovider.SamlProviderOperations;
import dev.keyward.server.iam.servercertificate.ServerCertificateOperations;
import dev.keyward.server.iam.servicelinked.ServiceLinkedRoleOperations;
import dev.keyward.server.iam.simulate.SimulateOperations;
import dev.keyward.server.iam.tag.TagOperations;
import dev.keyward.server.iam.upload.UploadOperations;
import dev.keyward.server.iam.user.UserOperations;
import dev.keyward.server.service.Agreement;
import dev.keyward.server.service.Operation;
import dev.keyward.server.service.Service;
import dev.keyward.wire.model.ApiModel;

import java.util.ArrayList;
import java.util.List;

/** The operations of IAM that are served. */
public final class IamOperations {

    private IamOperations() {}

    /**
     * IAM as a service.
     *
     * @throws IllegalStateException if the operations, their table and the API model do not agree
     */
    public static Service service(IamParts parts) {
        var model = ApiModel.load("iam");
        var operations = all(parts);
        Agreement.require(model, operations, IamOperationsTable.load().served());
        return Service.of("iam", model, operations);
    }

    private static List<Operation<?>> all(IamParts parts) {
        var ids = new UniqueIds(parts.random());
        var paging = new Paging(parts.markers());
        var all = new ArrayList<Operation<?>>();
        all.addAll(OwnerOperations.all(paging));
        all.addAll(UserOperations.all(ids));
        all.addAll(GroupOperations.all(ids, paging));
        all.addAll(RoleOperations.all(ids, parts.tracking()));
        all.addAll(ManagedPolicyOperations.all(ids, paging));
        all.addAll(OidcOperations.all());
        all.addAll(AttachmentOperations.all(paging));
        all.addAll(InlinePolicyOperations.all(paging));
        all.addAll(BoundaryOperations.all());
        all.addAll(TagOperations.all(paging));
        all.addAll(
                AccessKeyOperations.all(parts.secrets(), parts.random(), parts.tracking(), paging));
        all.addAll(SamlProviderOperations.all(ids));
        all.addAll(InstanceProfileOperations.all(ids, paging));
        all.addAll(ServiceLinkedRoleOperations.all(ids));
        all.addAll(PasswordOperations.all(parts.store(), parts.passwords()));
        all.addAll(MfaOperations.all(ids, parts.mfaCodes(), parts.random(), paging));
        all.addAll(AbsentOperations.all());
        all.addAll(AccountOperations.all(parts.tracking(), paging));
        all.addAll(CredentialReportOperations.all(parts.tracking()));
        all.addAll(UploadOperations.all(ids, paging));
        all.addAll(ServerCertificateOperations.all(ids, paging));
        all.addAll(LastAccessOperations.all(parts.tracking(), parts.random(), paging));
        all.addAll(SimulateOperations.all(paging));
        return all;
    }
}
