package dev.keyward.server.hosts;

import dev.keyward.policy.Arn;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.model.HostProfile;
import dev.keyward.server.model.TrustAnchor;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

import java.util.List;

/** Anchors and profiles as requests name them and as answers show them. */
final class HostShapes {

    private HostShapes() {}

    static Struct anchor(TrustAnchor anchor) {
        return Struct.builder()
                .put("TrustAnchorId", anchor.id())
                .put("TrustAnchorArn", anchor.arn().toString())
                .put("Name", anchor.name())
                .put("Enabled", anchor.enabled())
                .put("Certificates", anchor.certificates())
                .put("HasRevocations", !anchor.revocations().isEmpty())
                .put("CreateDate", anchor.created())
                .put("UpdateDate", anchor.updated())
                .build();
    }

    static Struct profile(HostProfile profile) {
        var limits = profile.limits();
        return Struct.builder()
                .put("HostProfileId", profile.id())
                .put("HostProfileArn", profile.arn().toString())
                .put("Name", profile.name())
                .put("Enabled", limits.enabled())
                .putTexts("RoleArns", texts(limits.roles()))
                .putTexts("ManagedPolicyArns", texts(limits.policies()))
                .putText("SessionPolicy", limits.sessionPolicy())
                .put("DurationSeconds", limits.mostSeconds())
                .put("AcceptRoleSessionName", limits.takesSessionNames())
                .put("CreateDate", profile.created())
                .put("UpdateDate", profile.updated())
                .build();
    }

    private static List<String> texts(List<Arn> arns) {
        return arns.stream().map(Arn::toString).toList();
    }

    /**
     * The caller's anchor of that id.
     *
     * @throws ServiceException {@code NotFoundException}
     */
    static TrustAnchor requireAnchor(String id, Call call, Snapshot snapshot) {
        return snapshot.hosts()
                .findAnchor(call.account(), call.region(), id)
                .orElseThrow(() -> HostError.NOT_FOUND.because("there is no trust anchor " + id));
    }

    /**
     * The caller's profile of that id.
     *
     * @throws ServiceException {@code NotFoundException}
     */
    static HostProfile requireProfile(String id, Call call, Snapshot snapshot) {
        return snapshot.hosts()
                .findProfile(call.account(), call.region(), id)
                .orElseThrow(() -> HostError.NOT_FOUND.because("there is no host profile " + id));
    }
}
