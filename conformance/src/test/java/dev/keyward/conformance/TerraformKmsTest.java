package dev.keyward.conformance;

import static dev.keyward.conformance.Scene.assertRefused;
import static dev.keyward.conformance.TerraformState.assertStays;
import static dev.keyward.conformance.TerraformState.meaning;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.kms.model.GrantListEntry;
import software.amazon.awssdk.services.kms.model.GrantOperation;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KmsInvalidStateException;
import software.amazon.awssdk.services.kms.model.Tag;

/**
 * The calls that Terraform's AWS provider makes for KMS resources from their making to their destruction, in
 * its order: what it reads is what it wrote, so that no plan shows a difference.
 *
 * <p>Source: hashicorp/terraform-provider-aws, internal/service/kms.
 */
final class TerraformKmsTest {

    private static final String TRUST = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",
              "Principal":{"Service":"ec2.amazonaws.com"}}]}""";

    private static RunningKeyward keyward;
    private static KmsClient kms;
    private static IamClient iam;

    @BeforeAll
    static void start() {
        keyward = RunningKeyward.start();
        kms = keyward.kms(RunningKeyward.ROOT);
        iam = keyward.iam(RunningKeyward.ROOT);
    }

    @AfterAll
    static void stop() {
        kms.close();
        iam.close();
        keyward.close();
    }

    /** What the provider keeps of a key. */
    private record Key(
            String description,
            boolean enabled,
            String policy,
            boolean rotation,
            Optional<Integer> period,
            Map<String, String> tags) {}

    private static Key refresh(KmsClient in, String id) {
        var metadata = in.describeKey(r -> r.keyId(id)).keyMetadata();
        var policy = in.getKeyPolicy(r -> r.keyId(id).policyName("default")).policy();
        var rotation = in.getKeyRotationStatus(r -> r.keyId(id));
        var tags = in.listResourceTagsPaginator(r -> r.keyId(id)).tags().stream()
                .collect(Collectors.toMap(Tag::tagKey, Tag::tagValue));
        return new Key(
                metadata.description(),
                metadata.enabled(),
                meaning(policy),
                rotation.keyRotationEnabled(),
                Optional.ofNullable(rotation.rotationPeriodInDays()),
                tags);
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().tagKey(key).tagValue(value).build();
    }

    private static String policy(String... principals) {
        return """
               {"Version":"2012-10-17","Id":"key-policy","Statement":[
                 {"Sid":"Enable","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::%s:root"},
                  "Action":"kms:*","Resource":"*"},
                 {"Sid":"Use","Effect":"Allow","Principal":{"AWS":["%s"]},
                  "Action":["kms:Decrypt","kms:Encrypt"],"Resource":"*"}]}""".formatted(RunningKeyward.ACCOUNT, String.join("\",\"", principals));
    }

    private static String role() {
        var name = Scene.newName("tf-kms-role");
        return iam.createRole(r -> r.roleName(name).assumeRolePolicyDocument(TRUST))
                .role()
                .arn();
    }

    private static String name(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    private static void assertLeaves(KmsClient in, String id, KeyState state) {
        in.scheduleKeyDeletion(r -> r.keyId(id).pendingWindowInDays(7));
        assertEquals(state, in.describeKey(r -> r.keyId(id)).keyMetadata().keyState());
        var again = assertThrows(
                KmsInvalidStateException.class,
                () -> in.scheduleKeyDeletion(r -> r.keyId(id).pendingWindowInDays(7)));
        assertTrue(again.getMessage().contains("is pending deletion"), again.getMessage());
    }

    @Test
    void key() {
        var role = role();
        var id = kms.createKey(r -> r.bypassPolicyLockoutSafetyCheck(false)
                        .keySpec("SYMMETRIC_DEFAULT")
                        .keyUsage("ENCRYPT_DECRYPT")
                        .description("first")
                        .policy(policy(role))
                        .tags(tag("team", "blue"), tag("cost", "1")))
                .keyMetadata()
                .keyId();
        kms.enableKeyRotation(r -> r.keyId(id).rotationPeriodInDays(90));
        var made = new Key(
                "first",
                true,
                meaning(policy(role)),
                true,
                Optional.of(90),
                Map.of("team", "blue", "cost", "1"));
        assertStays(made, () -> refresh(kms, id));

        var other = role();
        kms.disableKeyRotation(r -> r.keyId(id));
        kms.updateKeyDescription(r -> r.keyId(id).description(""));
        kms.putKeyPolicy(r -> r.keyId(id)
                .policyName("default")
                .bypassPolicyLockoutSafetyCheck(false)
                .policy(policy(other, role)));
        kms.disableKey(r -> r.keyId(id));
        kms.untagResource(r -> r.keyId(id).tagKeys("cost"));
        kms.tagResource(r -> r.keyId(id).tags(tag("team", "red")));
        var changed = new Key(
                "",
                false,
                meaning(policy(role, other)),
                false,
                Optional.empty(),
                Map.of("team", "red"));
        assertStays(changed, () -> refresh(kms, id));

        kms.enableKey(r -> r.keyId(id));
        assertLeaves(kms, id, KeyState.PENDING_DELETION);
    }

    @Test
    void keyThatSigns() {
        var made = kms.createKey(r -> r.keySpec("ECC_NIST_P256").keyUsage("SIGN_VERIFY"))
                .keyMetadata();
        assertEquals("", made.description());
        assertStays("ECC_NIST_P256 SIGN_VERIFY false", () -> {
            var read = kms.describeKey(r -> r.keyId(made.keyId())).keyMetadata();
            var rotation = kms.getKeyRotationStatus(r -> r.keyId(made.keyId()));
            return read.keySpecAsString() + " " + read.keyUsageAsString() + " "
                    + rotation.keyRotationEnabled();
        });
        assertLeaves(kms, made.keyId(), KeyState.PENDING_DELETION);
    }

    @Test
    void keyWhosePolicyNamesARoleThatIsNotThereYet() {
        var role = "arn:aws:iam::" + RunningKeyward.ACCOUNT + ":role/tf-late";
        assertRefused(
                "MalformedPolicyDocumentException",
                () -> kms.createKey(r -> r.policy(policy(role))));
        iam.createRole(r -> r.roleName("tf-late").assumeRolePolicyDocument(TRUST));
        var id = kms.createKey(r -> r.policy(policy(role))).keyMetadata().keyId();
        assertStays(meaning(policy(role)), () -> refresh(kms, id).policy());

        var unique = iam.getRole(r -> r.roleName("tf-late")).role().roleId();
        iam.deleteRole(r -> r.roleName("tf-late"));
        assertStays(meaning(policy(unique)), () -> refresh(kms, id).policy());
        iam.createRole(r -> r.roleName("tf-late").assumeRolePolicyDocument(TRUST));
        assertStays(meaning(policy(unique)), () -> refresh(kms, id).policy());
    }

    @Test
    void keyPolicy() {
        var id = kms.createKey().keyMetadata().keyId();
        var usual = refresh(kms, id).policy();
        var role = role();
        kms.putKeyPolicy(r -> r.keyId(id).policyName("default").policy(policy(role)));
        assertStays(meaning(policy(role)), () -> refresh(kms, id).policy());

        kms.putKeyPolicy(r ->
                r.keyId(id).policyName("default").policy("""
                {"Version":"2012-10-17","Id":"key-default-1","Statement":[
                  {"Sid":"Enable IAM User Permissions","Effect":"Allow","Resource":"*","Action":"kms:*",
                   "Principal":{"AWS":"%s"}}]}""".formatted(RunningKeyward.ACCOUNT)));
        assertEquals(
                usual.replaceFirst("Id=[^,]*", ""),
                refresh(kms, id).policy().replaceFirst("Id=[^,]*", ""));
    }

    private static Optional<AliasListEntry> alias(String name) {
        return kms.listAliasesPaginator().aliases().stream()
                .filter(entry -> entry.aliasName().equals(name))
                .findFirst();
    }

    @Test
    void alias() {
        var first = kms.createKey().keyMetadata();
        var second = kms.createKey().keyMetadata();
        kms.createAlias(r -> r.aliasName("alias/tf/orders").targetKeyId(first.arn()));
        assertStays(
                Optional.of(first.keyId()),
                () -> alias("alias/tf/orders").map(AliasListEntry::targetKeyId));
        assertEquals(
                first.arn().replaceFirst("key/.*", "alias/tf/orders"),
                alias("alias/tf/orders").orElseThrow().aliasArn());

        kms.updateAlias(r -> r.aliasName("alias/tf/orders").targetKeyId(second.keyId()));
        assertStays(
                Optional.of(second.keyId()),
                () -> alias("alias/tf/orders").map(AliasListEntry::targetKeyId));

        kms.deleteAlias(r -> r.aliasName("alias/tf/orders"));
        assertEquals(Optional.empty(), alias("alias/tf/orders"));
        assertRefused(
                "NotFoundException", () -> kms.deleteAlias(r -> r.aliasName("alias/tf/orders")));
    }

    private static Optional<GrantListEntry> grant(String key, String id) {
        return kms.listGrantsPaginator(r -> r.keyId(key).limit(100)).grants().stream()
                .filter(entry -> entry.grantId().equals(id))
                .findFirst();
    }

    @Test
    void grant() {
        var key = kms.createKey().keyMetadata();
        var grantee = role();
        var retiring = role();
        var made = kms.createGrant(r -> r.keyId(key.keyId())
                .granteePrincipal(grantee)
                .retiringPrincipal(retiring)
                .name("tf")
                .operations(
                        GrantOperation.ENCRYPT, GrantOperation.DECRYPT, GrantOperation.DESCRIBE_KEY)
                .constraints(c -> c.encryptionContextEquals(Map.of("Department", "Finance"))));
        for (var look = 0; look < 3; look++) {
            var read = grant(key.keyId(), made.grantId()).orElseThrow();
            assertEquals(grantee, read.granteePrincipal());
            assertEquals(retiring, read.retiringPrincipal());
            assertEquals("tf", read.name());
            assertEquals(
                    Set.of(
                            GrantOperation.ENCRYPT,
                            GrantOperation.DECRYPT,
                            GrantOperation.DESCRIBE_KEY),
                    Set.copyOf(read.operations()));
            assertEquals(
                    Map.of("Department", "Finance"), read.constraints().encryptionContextEquals());
            assertTrue(!read.constraints().hasEncryptionContextSubset());
        }

        kms.revokeGrant(r -> r.keyId(key.keyId()).grantId(made.grantId()));
        assertEquals(Optional.empty(), grant(key.keyId(), made.grantId()));
        assertRefused(
                "NotFoundException",
                () -> kms.revokeGrant(r -> r.keyId(key.keyId()).grantId(made.grantId())));
    }

    @Test
    void grantThatIsRetired() {
        var key = kms.createKey().keyMetadata();
        var made = kms.createGrant(r -> r.keyId(key.arn())
                .granteePrincipal(role())
                .retiringPrincipal("arn:aws:iam::" + RunningKeyward.ACCOUNT + ":root")
                .operations(GrantOperation.ENCRYPT));
        assertTrue(grant(key.arn(), made.grantId()).isPresent());
        kms.retireGrant(r -> r.keyId(key.arn()).grantId(made.grantId()));
        assertEquals(Optional.empty(), grant(key.arn(), made.grantId()));
    }

    @Test
    void grantWhoseGranteeIsGoneIsNoLongerNamedByItsArn() {
        var key = kms.createKey().keyMetadata();
        var grantee = role();
        var unique = iam.getRole(r -> r.roleName(name(grantee))).role().roleId();
        var made = kms.createGrant(r ->
                r.keyId(key.keyId()).granteePrincipal(grantee).operations(GrantOperation.ENCRYPT));
        iam.deleteRole(r -> r.roleName(name(grantee)));
        assertStays(
                Optional.of(unique),
                () -> grant(key.keyId(), made.grantId()).map(GrantListEntry::granteePrincipal));
    }

    @Test
    void replicaKey() {
        var primary = kms.createKey(r -> r.multiRegion(true)).keyMetadata();
        var id = kms.replicateKey(r -> r.keyId(primary.keyId())
                        .replicaRegion("us-east-1")
                        .description("replica")
                        .policy(policy(role()))
                        .bypassPolicyLockoutSafetyCheck(false)
                        .tags(tag("team", "blue")))
                .replicaKeyMetadata()
                .keyId();
        try (var there = keyward.kms(RunningKeyward.ROOT, Region.US_EAST_1)) {
            var made = refresh(there, id);
            assertStays(
                    new Key(
                            "replica",
                            true,
                            made.policy(),
                            false,
                            Optional.empty(),
                            Map.of("team", "blue")),
                    () -> refresh(there, id));
            var read = there.describeKey(r -> r.keyId(id)).keyMetadata();
            assertEquals(KeyState.ENABLED, read.keyState());
            assertEquals(
                    primary.arn(), read.multiRegionConfiguration().primaryKey().arn());
            assertEquals("REPLICA", read.multiRegionConfiguration().multiRegionKeyTypeAsString());

            there.updateKeyDescription(r -> r.keyId(id).description("renamed"));
            there.disableKey(r -> r.keyId(id));
            assertStays("renamed", () -> refresh(there, id).description());

            assertLeaves(there, id, KeyState.PENDING_DELETION);
            kms.scheduleKeyDeletion(r -> r.keyId(primary.keyId()).pendingWindowInDays(7));
            assertEquals(
                    KeyState.PENDING_REPLICA_DELETION,
                    kms.describeKey(r -> r.keyId(primary.keyId())).keyMetadata().keyState());
        }
    }
}
