package dev.keyward.conformance;

import static dev.keyward.conformance.Scene.assertRefused;
import static dev.keyward.conformance.TerraformState.assertStays;
import static dev.keyward.conformance.TerraformState.decoded;
import static dev.keyward.conformance.TerraformState.decodedMeaning;
import static dev.keyward.conformance.TerraformState.meaning;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPermissionsBoundary;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.PolicyVersion;
import software.amazon.awssdk.services.iam.model.Tag;

/**
 * The calls that Terraform's AWS provider makes for roles and managed policies from their making to their
 * destruction, in its order: what it reads is what it wrote, so that no plan shows a difference.
 *
 * <p>Source: hashicorp/terraform-provider-aws, internal/service/iam.
 */
final class TerraformRolesTest {

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

    /** What the provider keeps of a role. */
    private record Role(
            String path,
            String description,
            int maxSession,
            String trust,
            Optional<String> boundary,
            Map<String, String> inline,
            Set<String> managed,
            Map<String, String> tags) {}

    private static Role refresh(String name) {
        var role = iam.getRole(r -> r.roleName(name)).role();
        var inline = iam.listRolePoliciesPaginator(r -> r.roleName(name)).policyNames().stream()
                .collect(Collectors.toMap(policy -> policy, policy -> inline(name, policy)));
        return new Role(
                role.path(),
                Optional.ofNullable(role.description()).orElse(""),
                role.maxSessionDuration(),
                decodedMeaning(role.assumeRolePolicyDocument()),
                Optional.ofNullable(role.permissionsBoundary())
                        .map(AttachedPermissionsBoundary::permissionsBoundaryArn),
                inline,
                attached(name),
                role.tags().stream().collect(Collectors.toMap(Tag::key, Tag::value)));
    }

    private static String inline(String role, String policy) {
        var read = iam.getRolePolicy(r -> r.roleName(role).policyName(policy));
        assertEquals(role, read.roleName());
        assertEquals(policy, read.policyName());
        return decodedMeaning(read.policyDocument());
    }

    private static Set<String> attached(String role) {
        return iam
                .listAttachedRolePoliciesPaginator(r -> r.roleName(role))
                .attachedPolicies()
                .stream()
                .map(AttachedPolicy::policyArn)
                .collect(Collectors.toSet());
    }

    private static String trust(String principal) {
        return """
               {"Version":"2012-10-17","Statement":[{"Sid":"","Effect":"Allow",
                 "Action":["sts:AssumeRole"],"Principal":%s}]}""".formatted(principal);
    }

    private static final String EC2 = trust("{\"Service\":\"ec2.amazonaws.com\"}");

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    private static void assertGone(String role) {
        for (var instance :
                iam.listInstanceProfilesForRole(r -> r.roleName(role)).instanceProfiles()) {
            iam.removeRoleFromInstanceProfile(
                    r -> r.instanceProfileName(instance.instanceProfileName()).roleName(role));
        }
        iam.deleteRole(r -> r.roleName(role));
        assertThrows(NoSuchEntityException.class, () -> iam.getRole(r -> r.roleName(role)));
        assertThrows(NoSuchEntityException.class, () -> iam.deleteRole(r -> r.roleName(role)));
        assertThrows(
                NoSuchEntityException.class,
                () -> iam.listInstanceProfilesForRole(r -> r.roleName(role)));
    }

    @Test
    void roleWithAllItsArguments() {
        iam.createRole(r -> r.roleName("tf-all")
                .path("/teams/blue/")
                .description("first")
                .maxSessionDuration(7200)
                .permissionsBoundary(POWER_USER)
                .assumeRolePolicyDocument(EC2)
                .tags(tag("team", "blue"), tag("cost", "1")));
        iam.putRolePolicy(r -> r.roleName("tf-all").policyName("one").policyDocument(LIST_KEYS));
        iam.putRolePolicy(r -> r.roleName("tf-all").policyName("two").policyDocument(LIST_ALIASES));
        iam.attachRolePolicy(r -> r.roleName("tf-all").policyArn(READ_ONLY));
        assertStays(
                new Role(
                        "/teams/blue/",
                        "first",
                        7200,
                        meaning(EC2),
                        Optional.of(POWER_USER),
                        Map.of("one", meaning(LIST_KEYS), "two", meaning(LIST_ALIASES)),
                        Set.of(READ_ONLY),
                        Map.of("team", "blue", "cost", "1")),
                () -> refresh("tf-all"));

        var lambda = trust("{\"Service\":[\"lambda.amazonaws.com\"]}");
        iam.updateAssumeRolePolicy(r -> r.roleName("tf-all").policyDocument(lambda));
        iam.updateRole(r -> r.roleName("tf-all").maxSessionDuration(3600));
        assertStays("first", () -> refresh("tf-all").description());
        iam.updateRoleDescription(r -> r.roleName("tf-all").description(""));
        iam.deleteRolePermissionsBoundary(r -> r.roleName("tf-all"));
        iam.deleteRolePolicy(r -> r.roleName("tf-all").policyName("one"));
        iam.putRolePolicy(r -> r.roleName("tf-all").policyName("two").policyDocument(LIST_KEYS));
        iam.detachRolePolicy(r -> r.roleName("tf-all").policyArn(READ_ONLY));
        iam.attachRolePolicy(r -> r.roleName("tf-all").policyArn(POWER_USER));
        iam.untagRole(r -> r.roleName("tf-all").tagKeys("cost"));
        iam.tagRole(r -> r.roleName("tf-all").tags(tag("team", "red")));
        assertStays(
                new Role(
                        "/teams/blue/",
                        "",
                        3600,
                        meaning(lambda),
                        Optional.empty(),
                        Map.of("two", meaning(LIST_KEYS)),
                        Set.of(POWER_USER),
                        Map.of("team", "red")),
                () -> refresh("tf-all"));

        assertRefused("DeleteConflict", () -> iam.deleteRole(r -> r.roleName("tf-all")));
        attached("tf-all")
                .forEach(arn -> iam.detachRolePolicy(r -> r.roleName("tf-all").policyArn(arn)));
        iam.deleteRolePolicy(r -> r.roleName("tf-all").policyName("two"));
        assertGone("tf-all");
    }

    @Test
    void roleWithNothingButItsTrust() {
        iam.createRole(r -> r.roleName("tf-plain")
                .path("/")
                .maxSessionDuration(3600)
                .assumeRolePolicyDocument(EC2));
        assertStays(
                new Role(
                        "/",
                        "",
                        3600,
                        meaning(EC2),
                        Optional.empty(),
                        Map.of(),
                        Set.of(),
                        Map.of()),
                () -> refresh("tf-plain"));
        assertGone("tf-plain");
    }

    @Test
    void roleWhoseTrustNamesARoleThatIsNotThereYet() {
        var arn = Scene.roleArn("tf-trusted");
        var trust = trust("{\"AWS\":[\"" + arn + "\",\"" + RunningKeyward.ACCOUNT + "\"]}");
        var refusal = assertThrows(
                MalformedPolicyDocumentException.class,
                () -> iam.createRole(
                        r -> r.roleName("tf-trusting").assumeRolePolicyDocument(trust)));
        assertEquals(
                "Invalid principal in policy: \"AWS\":\"" + arn + "\"",
                refusal.awsErrorDetails().errorMessage());

        iam.createRole(r -> r.roleName("tf-trusted").assumeRolePolicyDocument(EC2));
        iam.createRole(r -> r.roleName("tf-trusting").assumeRolePolicyDocument(trust));
        assertStays(meaning(trust), () -> refresh("tf-trusting").trust());

        var unique = iam.getRole(r -> r.roleName("tf-trusted")).role().roleId();
        iam.deleteRole(r -> r.roleName("tf-trusted"));
        assertStays(
                meaning(trust.replace(arn, unique)),
                () -> refresh("tf-trusting").trust());
        iam.updateAssumeRolePolicy(r -> r.roleName("tf-trusting").policyDocument(EC2));
        assertStays(meaning(EC2), () -> refresh("tf-trusting").trust());
    }

    @Test
    void rolePolicy() {
        iam.createRole(r -> r.roleName("tf-inline").assumeRolePolicyDocument(EC2));
        iam.putRolePolicy(r -> r.roleName("tf-inline").policyName("p").policyDocument(LIST_KEYS));
        assertStays(meaning(LIST_KEYS), () -> inline("tf-inline", "p"));
        iam.putRolePolicy(
                r -> r.roleName("tf-inline").policyName("p").policyDocument(LIST_ALIASES));
        assertStays(meaning(LIST_ALIASES), () -> inline("tf-inline", "p"));

        iam.deleteRolePolicy(r -> r.roleName("tf-inline").policyName("p"));
        assertThrows(NoSuchEntityException.class, () -> inline("tf-inline", "p"));
        assertThrows(
                NoSuchEntityException.class,
                () -> iam.deleteRolePolicy(r -> r.roleName("tf-inline").policyName("p")));
        assertThrows(NoSuchEntityException.class, () -> inline("tf-absent", "p"));
    }

    @Test
    void rolePolicyAttachment() {
        iam.createRole(r -> r.roleName("tf-attached").assumeRolePolicyDocument(EC2));
        iam.attachRolePolicy(r -> r.roleName("tf-attached").policyArn(READ_ONLY));
        iam.attachRolePolicy(r -> r.roleName("tf-attached").policyArn(READ_ONLY));
        assertStays(Set.of(READ_ONLY), () -> attached("tf-attached"));

        iam.detachRolePolicy(r -> r.roleName("tf-attached").policyArn(READ_ONLY));
        assertEquals(Set.of(), attached("tf-attached"));
        assertThrows(
                NoSuchEntityException.class,
                () -> iam.detachRolePolicy(r -> r.roleName("tf-attached").policyArn(READ_ONLY)));
        assertThrows(NoSuchEntityException.class, () -> attached("tf-absent"));
    }

    /** What the provider keeps of a managed policy. */
    private record Policy(
            String path,
            String description,
            String document,
            int attachments,
            Map<String, String> tags) {}

    private static Policy refreshPolicy(String arn) {
        var policy = iam.getPolicy(r -> r.policyArn(arn)).policy();
        var version = iam.getPolicyVersion(
                        r -> r.policyArn(arn).versionId(policy.defaultVersionId()))
                .policyVersion();
        assertTrue(version.isDefaultVersion());
        return new Policy(
                policy.path(),
                policy.description(),
                decoded(version.document()),
                policy.attachmentCount(),
                policy.tags().stream().collect(Collectors.toMap(Tag::key, Tag::value)));
    }

    @Test
    void policyThatIsChangedMoreOftenThanItMayHaveVersions() {
        var arn = iam.createPolicy(r -> r.policyName("tf-policy")
                        .path("/teams/")
                        .description("of a team")
                        .policyDocument(LIST_KEYS)
                        .tags(tag("team", "blue")))
                .policy()
                .arn();
        assertStays(
                new Policy("/teams/", "of a team", LIST_KEYS, 0, Map.of("team", "blue")),
                () -> refreshPolicy(arn));

        for (var change = 0; change < 7; change++) {
            var document = Scene.allow("kms:List" + change, "*");
            prune(arn);
            var made = iam.createPolicyVersion(
                            r -> r.policyArn(arn).policyDocument(document).setAsDefault(false))
                    .policyVersion();
            iam.setDefaultPolicyVersion(r -> r.policyArn(arn).versionId(made.versionId()));
            assertStays(document, () -> refreshPolicy(arn).document());
        }

        iam.listPolicyVersionsPaginator(r -> r.policyArn(arn)).versions().stream()
                .filter(version -> !version.isDefaultVersion())
                .forEach(version -> iam.deletePolicyVersion(
                        r -> r.policyArn(arn).versionId(version.versionId())));
        iam.deletePolicy(r -> r.policyArn(arn));
        assertThrows(NoSuchEntityException.class, () -> iam.getPolicy(r -> r.policyArn(arn)));
        assertThrows(
                NoSuchEntityException.class, () -> iam.listPolicyVersions(r -> r.policyArn(arn)));
        assertThrows(NoSuchEntityException.class, () -> iam.deletePolicy(r -> r.policyArn(arn)));
    }

    /** Deletes the oldest version that is not in force, when there are five. */
    private static void prune(String arn) {
        var versions = iam.listPolicyVersionsPaginator(r -> r.policyArn(arn)).versions().stream()
                .toList();
        if (versions.size() < 5) {
            return;
        }
        var oldest = versions.stream()
                .filter(version -> !version.isDefaultVersion())
                .min(Comparator.comparing(PolicyVersion::createDate))
                .orElseThrow();
        iam.deletePolicyVersion(r -> r.policyArn(arn).versionId(oldest.versionId()));
    }

    @Test
    void policyIsFoundByItsNameAndPath() {
        var arn = iam.createPolicy(
                        r -> r.policyName("tf-sought").path("/sought/").policyDocument(LIST_KEYS))
                .policy()
                .arn();
        assertStays(
                Set.of(arn),
                () -> iam.listPoliciesPaginator(r -> r.pathPrefix("/sought/")).policies().stream()
                        .filter(policy -> policy.policyName().equals("tf-sought"))
                        .map(policy -> policy.arn())
                        .collect(Collectors.toSet()));
        assertRefused(
                "EntityAlreadyExists",
                () -> iam.createPolicy(r -> r.policyName("tf-sought").policyDocument(LIST_KEYS)));
    }

    @Test
    void policyReadsBackAsItWasWrittenToTheLetter() {
        var written = """
                {
                  "Version" : "2012-10-17",
                  "Statement": [ {"Sid": "", "Effect": "Allow", "Action": ["kms:ListKeys" ],
                    "Resource": ["*"], "Condition": {"StringLike": {"aws:PrincipalTag/t": ["a+b %20 ü/&=?", "c"]}}} ]
                }
                """;
        var arn = iam.createPolicy(r -> r.policyName("tf-odd").policyDocument(written))
                .policy()
                .arn();
        assertStays(written, () -> refreshPolicy(arn).document());
        iam.createRole(r -> r.roleName("tf-odd").assumeRolePolicyDocument(EC2));
        iam.putRolePolicy(r -> r.roleName("tf-odd").policyName("p").policyDocument(written));
        assertEquals(
                written,
                decoded(iam.getRolePolicy(r -> r.roleName("tf-odd").policyName("p"))
                        .policyDocument()));
    }
}
