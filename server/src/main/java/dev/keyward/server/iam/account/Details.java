package dev.keyward.server.iam.account;

import dev.keyward.server.authorize.AwsManagedPolicies;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.iam.common.Boundaries;
import dev.keyward.server.iam.common.EntityShapes;
import dev.keyward.server.iam.common.OwnerKind;
import dev.keyward.server.iam.common.Tags;
import dev.keyward.server.iam.instanceprofile.InstanceProfileShapes;
import dev.keyward.server.iam.managedpolicy.PolicyShapes;
import dev.keyward.server.iam.managedpolicy.PolicyUsage;
import dev.keyward.server.iam.role.RoleShapes;
import dev.keyward.server.iam.usage.AccessTracking;
import dev.keyward.server.model.Group;
import dev.keyward.server.model.ManagedPolicy;
import dev.keyward.server.model.PolicyOwner;
import dev.keyward.server.model.PolicyVersion;
import dev.keyward.server.model.Role;
import dev.keyward.server.model.User;
import dev.keyward.server.store.Page;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Users, groups, roles and policies of one account with all that GetAccountAuthorizationDetails tells. */
final class Details {

    private final Call call;
    private final Snapshot snapshot;
    private final AccessTracking tracking;
    private final PolicyUsage usage;

    Details(Call call, Snapshot snapshot, AccessTracking tracking) {
        this.call = call;
        this.snapshot = snapshot;
        this.tracking = tracking;
        this.usage = new PolicyUsage(call.account(), snapshot.attachments());
    }

    /** One of them, and where it stands among its kind. */
    record Row(DetailKind kind, String sortKey, Struct detail) {}

    /** Those of a kind, in the order of their names. */
    Page<Row> list(DetailKind kind, Page.Request rows) {
        return switch (kind) {
            case USER -> owners(kind, OwnerKind.USER, rows);
            case GROUP -> owners(kind, OwnerKind.GROUP, rows);
            case ROLE -> owners(kind, OwnerKind.ROLE, rows);
            case LOCAL_POLICY ->
                described(
                        snapshot.managedPolicies().list(call.account(), "/", rows),
                        policy -> new Row(kind, policy.name(), describe(policy)));
            case AWS_POLICY -> awsPolicies(rows);
        };
    }

    private Page<Row> owners(DetailKind kind, OwnerKind ownerKind, Page.Request rows) {
        return described(
                ownerKind.list(snapshot, call.account(), "/", rows),
                owner -> new Row(kind, owner.name(), describe(owner)));
    }

    private static <T> Page<Row> described(Page<T> page, Function<? super T, Row> describe) {
        return new Page<>(page.items().stream().map(describe).toList(), page.next());
    }

    /** Those of AWS that somebody of the account has, or is bounded by; the others say nothing of it. */
    private Page<Row> awsPolicies(Page.Request rows) {
        var used = AwsManagedPolicies.all().stream()
                .filter(policy -> rows.after().isEmpty()
                        || policy.name().compareTo(rows.after().get()) > 0)
                .filter(this::isUsed)
                .sorted(Comparator.comparing(ManagedPolicy::name))
                .limit(rows.limit() + 1L)
                .toList();
        var isMore = used.size() > rows.limit();
        var page = isMore ? used.subList(0, rows.limit()) : used;
        return described(
                new Page<>(page, isMore ? Optional.of(page.getLast().name()) : Optional.empty()),
                policy -> new Row(DetailKind.AWS_POLICY, policy.name(), describe(policy)));
    }

    private boolean isUsed(ManagedPolicy policy) {
        return usage.countAttached(policy.arn()) > 0 || usage.countBounded(policy.arn()) > 0;
    }

    private Struct describe(PolicyOwner owner) {
        return switch (owner) {
            case User user -> describe(user);
            case Group group -> describe(group);
            case Role role -> describe(role);
        };
    }

    private Struct describe(User user) {
        var answer = EntityShapes.basics(user)
                .putList("UserPolicyList", inlinePolicies(user))
                .putTexts(
                        "GroupList",
                        snapshot.groups().ofUser(user.id()).stream()
                                .map(Group::name)
                                .toList())
                .putList("AttachedManagedPolicies", attachedPolicies(user));
        Boundaries.put(answer, user.permissionsBoundary());
        return answer.putList("Tags", Tags.describe(user.tags())).build();
    }

    private Struct describe(Group group) {
        return EntityShapes.basics(group)
                .putList("GroupPolicyList", inlinePolicies(group))
                .putList("AttachedManagedPolicies", attachedPolicies(group))
                .build();
    }

    private Struct describe(Role role) {
        var use = tracking.lastOfEntity(role.id(), call.now(), snapshot);
        var answer = RoleShapes.basics(role, snapshot)
                .putList(
                        "InstanceProfileList",
                        snapshot.instanceProfiles().ofRole(role.id()).stream()
                                .map(profile -> InstanceProfileShapes.listed(profile, snapshot))
                                .toList())
                .putList("RolePolicyList", inlinePolicies(role))
                .putList("AttachedManagedPolicies", attachedPolicies(role))
                .put("RoleLastUsed", RoleShapes.lastUsed(use));
        Boundaries.put(answer, role.permissionsBoundary());
        return answer.putList("Tags", Tags.describe(role.tags())).build();
    }

    private List<Struct> inlinePolicies(PolicyOwner owner) {
        return snapshot.inlinePolicies().list(owner.id()).stream()
                .map(policy -> Struct.builder()
                        .put("PolicyName", policy.name())
                        .put("PolicyDocument", EntityShapes.document(policy.document()))
                        .build())
                .toList();
    }

    private List<Struct> attachedPolicies(PolicyOwner owner) {
        return snapshot.attachments().policiesOf(owner.id()).stream()
                .map(EntityShapes::attached)
                .toList();
    }

    private Struct describe(ManagedPolicy policy) {
        var answer = PolicyShapes.listed(policy, usage);
        if (!policy.description().isEmpty()) {
            answer.put("Description", policy.description());
        }
        return answer.putList(
                        "PolicyVersionList",
                        versions(policy).stream()
                                .map(version -> PolicyShapes.listed(version, policy)
                                        .put("Document", EntityShapes.document(version.document()))
                                        .build())
                                .toList())
                .build();
    }

    private List<PolicyVersion> versions(ManagedPolicy policy) {
        return policy.arn().account().equals(AwsManagedPolicies.ACCOUNT)
                ? AwsManagedPolicies.defaultVersion(policy.arn()).stream().toList()
                : snapshot.managedPolicies().versions(policy.arn());
    }
}
