package dev.keyward.conformance;

import static dev.keyward.conformance.Scene.assertRefused;
import static dev.keyward.conformance.TerraformState.assertStays;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.InstanceProfile;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;

/**
 * The calls that Terraform's AWS provider makes for an instance profile and the role in it, from their making to
 * their destruction.
 *
 * <p>Source: hashicorp/terraform-provider-aws, internal/service/iam.
 */
final class TerraformInstanceProfileTest {

    private static final String EC2 = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",
              "Principal":{"Service":"ec2.amazonaws.com"}}]}""";

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

    /** What the provider keeps of an instance profile. */
    private record Profile(String arn, String path, List<String> roles, Map<String, String> tags) {}

    private static Profile refresh(String name) {
        var read = iam.getInstanceProfile(r -> r.instanceProfileName(name)).instanceProfile();
        var roles = read.roles().stream().map(Role::roleName).toList();
        for (var role : roles) {
            iam.getRole(r -> r.roleName(role));
        }
        return new Profile(
                read.arn(),
                read.path(),
                roles,
                read.tags().stream().collect(Collectors.toMap(Tag::key, Tag::value)));
    }

    private static String arn(String resource) {
        return "arn:aws:iam::" + RunningKeyward.ACCOUNT + ":instance-profile/" + resource;
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    private static void role(String name) {
        iam.createRole(r -> r.roleName(name).assumeRolePolicyDocument(EC2));
    }

    private static List<String> profilesOf(String role) {
        return iam
                .listInstanceProfilesForRolePaginator(r -> r.roleName(role))
                .instanceProfiles()
                .stream()
                .map(InstanceProfile::instanceProfileName)
                .toList();
    }

    @Test
    void instanceProfile() {
        role("tf-first");
        role("tf-second");
        iam.createInstanceProfile(r -> r.instanceProfileName("tf-profile")
                .path("/hosts/")
                .tags(tag("team", "blue"), tag("cost", "1")));
        iam.addRoleToInstanceProfile(r -> r.instanceProfileName("tf-profile").roleName("tf-first"));
        assertStays(
                new Profile(
                        arn("hosts/tf-profile"),
                        "/hosts/",
                        List.of("tf-first"),
                        Map.of("team", "blue", "cost", "1")),
                () -> refresh("tf-profile"));
        assertRefused(
                "LimitExceeded",
                () -> iam.addRoleToInstanceProfile(
                        r -> r.instanceProfileName("tf-profile").roleName("tf-second")));

        iam.removeRoleFromInstanceProfile(
                r -> r.instanceProfileName("tf-profile").roleName("tf-first"));
        iam.addRoleToInstanceProfile(
                r -> r.instanceProfileName("tf-profile").roleName("tf-second"));
        iam.untagInstanceProfile(r -> r.instanceProfileName("tf-profile").tagKeys("cost"));
        iam.tagInstanceProfile(r -> r.instanceProfileName("tf-profile").tags(tag("team", "red")));
        assertStays(
                new Profile(
                        arn("hosts/tf-profile"),
                        "/hosts/",
                        List.of("tf-second"),
                        Map.of("team", "red")),
                () -> refresh("tf-profile"));
        assertEquals(List.of(), profilesOf("tf-first"));
        assertEquals(List.of("tf-profile"), profilesOf("tf-second"));

        assertRefused(
                "DeleteConflict",
                () -> iam.deleteInstanceProfile(r -> r.instanceProfileName("tf-profile")));
        iam.removeRoleFromInstanceProfile(
                r -> r.instanceProfileName("tf-profile").roleName("tf-second"));
        assertThrows(
                NoSuchEntityException.class,
                () -> iam.removeRoleFromInstanceProfile(
                        r -> r.instanceProfileName("tf-profile").roleName("tf-second")));
        iam.deleteInstanceProfile(r -> r.instanceProfileName("tf-profile"));
        assertThrows(NoSuchEntityException.class, () -> refresh("tf-profile"));
        assertThrows(
                NoSuchEntityException.class,
                () -> iam.deleteInstanceProfile(r -> r.instanceProfileName("tf-profile")));
    }

    @Test
    void roleThatIsDestroyedWhileItIsInProfiles() {
        role("tf-shared");
        for (var name : List.of("tf-a", "tf-b")) {
            iam.createInstanceProfile(r -> r.instanceProfileName(name));
            iam.addRoleToInstanceProfile(r -> r.instanceProfileName(name).roleName("tf-shared"));
        }
        assertStays(List.of("tf-a", "tf-b"), () -> profilesOf("tf-shared"));
        assertRefused("DeleteConflict", () -> iam.deleteRole(r -> r.roleName("tf-shared")));
        for (var name : profilesOf("tf-shared")) {
            iam.removeRoleFromInstanceProfile(
                    r -> r.instanceProfileName(name).roleName("tf-shared"));
        }
        iam.deleteRole(r -> r.roleName("tf-shared"));
        assertEquals(List.of(), refresh("tf-a").roles());
    }
}
