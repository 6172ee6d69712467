package dev.keyward.conformance;

import static dev.keyward.conformance.Scene.assertRefused;
import static dev.keyward.conformance.TerraformState.assertStays;
import static dev.keyward.conformance.TerraformState.decodedMeaning;
import static dev.keyward.conformance.TerraformState.meaning;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.AssignmentStatusType;
import software.amazon.awssdk.services.iam.model.AttachedPermissionsBoundary;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.Group;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.User;
import software.amazon.awssdk.services.iam.model.VirtualMFADevice;

/**
 * The calls that Terraform's AWS provider makes for users, groups and access keys from their making to their
 * destruction, in its order: what it reads is what it wrote, so that no plan shows a difference.
 *
 * <p>Source: hashicorp/terraform-provider-aws, internal/service/iam and internal/service/sts.
 */
final class TerraformUsersTest {

    private static final String READ_ONLY = "arn:aws:iam::aws:policy/IAMReadOnlyAccess";
    private static final String POWER_USER = "arn:aws:iam::aws:policy/PowerUserAccess";
    private static final String LIST_KEYS = Scene.allow("kms:ListKeys", "*");
    private static final String LIST_ALIASES = Scene.allow("kms:ListAliases", "*");

    private static RunningKeyward keyward;
    private static IamClient iam;

    @BeforeAll
    static void start() {
        keyward = RunningKeyward.start();
        iam = keyward.iam(RunningKeyward.ROOT);
    }

    @AfterAll
    static void stop() {
        iam.close();
        keyward.close();
    }

    /** What the provider keeps of a user. */
    private record Person(
            String arn, String path, Optional<String> boundary, Map<String, String> tags) {}

    private static Person refresh(String name) {
        var user = iam.getUser(r -> r.userName(name)).user();
        assertEquals(name, user.userName());
        return new Person(
                user.arn(),
                user.path(),
                Optional.ofNullable(user.permissionsBoundary())
                        .map(AttachedPermissionsBoundary::permissionsBoundaryArn),
                user.tags().stream().collect(Collectors.toMap(Tag::key, Tag::value)));
    }

    private static String arn(String resource) {
        return "arn:aws:iam::" + RunningKeyward.ACCOUNT + ":" + resource;
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    @Test
    void user() {
        iam.createUser(r -> r.userName("tf-user")
                .path("/teams/")
                .permissionsBoundary(POWER_USER)
                .tags(tag("team", "blue"), tag("cost", "1")));
        assertStays(
                new Person(
                        arn("user/teams/tf-user"),
                        "/teams/",
                        Optional.of(POWER_USER),
                        Map.of("team", "blue", "cost", "1")),
                () -> refresh("tf-user"));

        iam.updateUser(r -> r.userName("tf-user").newUserName("tf-renamed").newPath("/"));
        iam.deleteUserPermissionsBoundary(r -> r.userName("tf-renamed"));
        iam.untagUser(r -> r.userName("tf-renamed").tagKeys("cost"));
        iam.tagUser(r -> r.userName("tf-renamed").tags(tag("team", "red")));
        assertStays(
                new Person(arn("user/tf-renamed"), "/", Optional.empty(), Map.of("team", "red")),
                () -> refresh("tf-renamed"));
        iam.putUserPermissionsBoundary(
                r -> r.userName("tf-renamed").permissionsBoundary(READ_ONLY));
        assertStays(Optional.of(READ_ONLY), () -> refresh("tf-renamed").boundary());

        assertEquals(
                0,
                iam.listGroupsForUserPaginator(r -> r.userName("tf-renamed")).groups().stream()
                        .count());
        iam.deleteUser(r -> r.userName("tf-renamed"));
        assertThrows(NoSuchEntityException.class, () -> refresh("tf-renamed"));
        assertThrows(
                NoSuchEntityException.class, () -> iam.deleteUser(r -> r.userName("tf-renamed")));
    }

    @Test
    void userWhoIsDestroyedWithAllThatItHas() {
        var name = "tf-forced";
        iam.createUser(r -> r.userName(name));
        iam.createGroup(r -> r.groupName("tf-forced-group"));
        iam.addUserToGroup(r -> r.groupName("tf-forced-group").userName(name));
        iam.createAccessKey(r -> r.userName(name));
        enableDevice(name);
        assertRefused("DeleteConflict", () -> iam.deleteUser(r -> r.userName(name)));

        for (Group group : iam.listGroupsForUserPaginator(r -> r.userName(name)).groups()) {
            iam.removeUserFromGroup(r -> r.groupName(group.groupName()).userName(name));
        }
        for (AccessKeyMetadata key :
                iam.listAccessKeysPaginator(r -> r.userName(name)).accessKeyMetadata()) {
            iam.deleteAccessKey(r -> r.userName(name).accessKeyId(key.accessKeyId()));
        }
        assertEquals(
                0,
                iam.listSSHPublicKeysPaginator(r -> r.userName(name)).sshPublicKeys().stream()
                        .count());
        var assigned = iam.listVirtualMFADevicesPaginator(
                        r -> r.assignmentStatus(AssignmentStatusType.ASSIGNED))
                .virtualMFADevices();
        for (VirtualMFADevice device : assigned) {
            if (name.equals(device.user().userName())) {
                iam.deactivateMFADevice(r -> r.userName(name).serialNumber(device.serialNumber()));
                iam.deleteVirtualMFADevice(r -> r.serialNumber(device.serialNumber()));
            }
        }
        assertEquals(
                0,
                iam.listMFADevicesPaginator(r -> r.userName(name)).mfaDevices().stream()
                        .count());
        assertThrows(
                NoSuchEntityException.class, () -> iam.deleteLoginProfile(r -> r.userName(name)));
        assertEquals(
                0,
                iam.listSigningCertificatesPaginator(r -> r.userName(name)).certificates().stream()
                        .count());
        assertEquals(
                0,
                iam.listServiceSpecificCredentials(r -> r.userName(name))
                        .serviceSpecificCredentials()
                        .size());
        iam.deleteUser(r -> r.userName(name));
        assertThrows(NoSuchEntityException.class, () -> refresh(name));
    }

    private static void enableDevice(String user) {
        var device = iam.createVirtualMFADevice(r -> r.virtualMFADeviceName("tf-phone"))
                .virtualMFADevice();
        var app = new AuthenticatorApp(
                device.serialNumber(), device.base32StringSeed().asUtf8String());
        var first = app.nextCode();
        var second = app.nextCode();
        iam.enableMFADevice(r -> r.userName(user)
                .serialNumber(device.serialNumber())
                .authenticationCode1(first)
                .authenticationCode2(second));
    }

    private static String userPolicy(String user, String policy) {
        return decodedMeaning(
                iam.getUserPolicy(r -> r.userName(user).policyName(policy)).policyDocument());
    }

    @Test
    void userPolicy() {
        iam.createUser(r -> r.userName("tf-inline"));
        iam.putUserPolicy(r -> r.userName("tf-inline").policyName("p").policyDocument(LIST_KEYS));
        assertStays(meaning(LIST_KEYS), () -> userPolicy("tf-inline", "p"));
        iam.putUserPolicy(
                r -> r.userName("tf-inline").policyName("p").policyDocument(LIST_ALIASES));
        assertStays(meaning(LIST_ALIASES), () -> userPolicy("tf-inline", "p"));

        iam.deleteUserPolicy(r -> r.userName("tf-inline").policyName("p"));
        assertThrows(NoSuchEntityException.class, () -> userPolicy("tf-inline", "p"));
        assertThrows(
                NoSuchEntityException.class,
                () -> iam.deleteUserPolicy(r -> r.userName("tf-inline").policyName("p")));
    }

    private static Set<String> attachedTo(String user) {
        return iam
                .listAttachedUserPoliciesPaginator(r -> r.userName(user))
                .attachedPolicies()
                .stream()
                .map(AttachedPolicy::policyArn)
                .collect(Collectors.toSet());
    }

    @Test
    void userPolicyAttachment() {
        iam.createUser(r -> r.userName("tf-attached"));
        iam.attachUserPolicy(r -> r.userName("tf-attached").policyArn(READ_ONLY));
        assertStays(Set.of(READ_ONLY), () -> attachedTo("tf-attached"));
        iam.detachUserPolicy(r -> r.userName("tf-attached").policyArn(READ_ONLY));
        assertEquals(Set.of(), attachedTo("tf-attached"));
        assertThrows(
                NoSuchEntityException.class,
                () -> iam.detachUserPolicy(r -> r.userName("tf-attached").policyArn(READ_ONLY)));
    }

    @Test
    void groupWithItsPolicies() {
        iam.createGroup(r -> r.groupName("tf-group").path("/teams/"));
        assertStays(
                arn("group/teams/tf-group"),
                () -> iam.getGroup(r -> r.groupName("tf-group")).group().arn());
        iam.updateGroup(r -> r.groupName("tf-group").newGroupName("tf-crew").newPath("/"));
        assertStays(
                arn("group/tf-crew"),
                () -> iam.getGroup(r -> r.groupName("tf-crew")).group().arn());

        iam.putGroupPolicy(r -> r.groupName("tf-crew").policyName("p").policyDocument(LIST_KEYS));
        assertStays(
                meaning(LIST_KEYS),
                () -> decodedMeaning(
                        iam.getGroupPolicy(r -> r.groupName("tf-crew").policyName("p"))
                                .policyDocument()));
        iam.attachGroupPolicy(r -> r.groupName("tf-crew").policyArn(READ_ONLY));
        assertStays(
                Set.of(READ_ONLY),
                () -> iam
                        .listAttachedGroupPoliciesPaginator(r -> r.groupName("tf-crew"))
                        .attachedPolicies()
                        .stream()
                        .map(AttachedPolicy::policyArn)
                        .collect(Collectors.toSet()));

        assertRefused("DeleteConflict", () -> iam.deleteGroup(r -> r.groupName("tf-crew")));
        iam.deleteGroupPolicy(r -> r.groupName("tf-crew").policyName("p"));
        iam.detachGroupPolicy(r -> r.groupName("tf-crew").policyArn(READ_ONLY));
        assertThrows(
                NoSuchEntityException.class,
                () -> iam.detachGroupPolicy(r -> r.groupName("tf-crew").policyArn(READ_ONLY)));
        iam.deleteGroup(r -> r.groupName("tf-crew"));
        assertThrows(NoSuchEntityException.class, () -> iam.getGroup(r -> r.groupName("tf-crew")));
    }

    private static Set<String> members(String group) {
        return iam.getGroupPaginator(r -> r.groupName(group).maxItems(1)).users().stream()
                .map(User::userName)
                .collect(Collectors.toSet());
    }

    @Test
    void groupMembership() {
        iam.createGroup(r -> r.groupName("tf-members"));
        for (var name : Set.of("tf-anna", "tf-bert", "tf-cleo")) {
            iam.createUser(r -> r.userName(name));
            iam.addUserToGroup(r -> r.groupName("tf-members").userName(name));
            iam.addUserToGroup(r -> r.groupName("tf-members").userName(name));
        }
        assertStays(Set.of("tf-anna", "tf-bert", "tf-cleo"), () -> members("tf-members"));
        assertStays(
                Set.of("tf-members"),
                () -> iam.listGroupsForUserPaginator(r -> r.userName("tf-anna")).groups().stream()
                        .map(Group::groupName)
                        .collect(Collectors.toSet()));

        iam.removeUserFromGroup(r -> r.groupName("tf-members").userName("tf-bert"));
        assertStays(Set.of("tf-anna", "tf-cleo"), () -> members("tf-members"));
        iam.deleteUser(r -> r.userName("tf-bert"));
        assertThrows(
                NoSuchEntityException.class,
                () -> iam.removeUserFromGroup(r -> r.groupName("tf-members").userName("tf-bert")));
    }

    private static Optional<StatusType> status(String user, String id) {
        return iam.listAccessKeysPaginator(r -> r.userName(user)).accessKeyMetadata().stream()
                .filter(key -> key.accessKeyId().equals(id))
                .map(AccessKeyMetadata::status)
                .findFirst();
    }

    @Test
    void accessKey() {
        iam.createUser(r -> r.userName("tf-keys"));
        var made = iam.createAccessKey(r -> r.userName("tf-keys")).accessKey();
        assertStays(Optional.of(StatusType.ACTIVE), () -> status("tf-keys", made.accessKeyId()));
        var credentials = AwsBasicCredentials.create(made.accessKeyId(), made.secretAccessKey());
        try (var sts = keyward.sts(credentials)) {
            assertEquals(arn("user/tf-keys"), sts.getCallerIdentity().arn());
            iam.updateAccessKey(r -> r.userName("tf-keys")
                    .accessKeyId(made.accessKeyId())
                    .status(StatusType.INACTIVE));
            assertStays(
                    Optional.of(StatusType.INACTIVE), () -> status("tf-keys", made.accessKeyId()));
            assertRefused("InvalidClientTokenId", sts::getCallerIdentity);
        }
        iam.deleteAccessKey(r -> r.userName("tf-keys").accessKeyId(made.accessKeyId()));
        assertEquals(Optional.empty(), status("tf-keys", made.accessKeyId()));
        assertThrows(
                NoSuchEntityException.class,
                () -> iam.deleteAccessKey(
                        r -> r.userName("tf-keys").accessKeyId(made.accessKeyId())));
        iam.deleteUser(r -> r.userName("tf-keys"));
        assertThrows(
                NoSuchEntityException.class, () -> iam.listAccessKeys(r -> r.userName("tf-keys")));
    }

    @Test
    void callerIdentity() {
        try (var sts = keyward.sts(RunningKeyward.ROOT)) {
            var root = sts.getCallerIdentity();
            assertEquals(RunningKeyward.ACCOUNT, root.account());
            assertEquals(RunningKeyward.ACCOUNT, root.userId());
            assertEquals(arn("root"), root.arn());
        }
    }
}
