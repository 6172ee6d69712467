package dev.keyward.conformance;

import static dev.keyward.conformance.TerraformState.assertStays;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.model.AlgorithmSpec;
import software.amazon.awssdk.services.kms.model.ExpirationModelType;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KmsInvalidStateException;
import software.amazon.awssdk.services.kms.model.OriginType;

/**
 * The calls that Terraform's AWS provider makes for a key with imported material from its making to its
 * destruction.
 *
 * <p>Source: hashicorp/terraform-provider-aws, internal/service/kms.
 */
final class TerraformImportedKeyTest {

    private static final byte[] MATERIAL = new byte[32];

    private static RunningKeyward keyward;
    private static Scene scene;

    @BeforeAll
    static void start() {
        keyward = RunningKeyward.start();
        scene = new Scene(keyward);
    }

    @AfterAll
    static void stop() {
        keyward.close();
    }

    /** What the provider keeps of a key with imported material. */
    private record ExternalKey(
            KeyState state,
            boolean enabled,
            Optional<ExpirationModelType> expiration,
            Optional<Instant> validTo) {}

    private static ExternalKey refresh(String id) {
        var read = scene.adminKms.describeKey(r -> r.keyId(id)).keyMetadata();
        assertEquals(OriginType.EXTERNAL, read.origin());
        scene.adminKms.getKeyPolicy(r -> r.keyId(id).policyName("default"));
        scene.adminKms.listResourceTags(r -> r.keyId(id));
        return new ExternalKey(
                read.keyState(),
                read.enabled(),
                Optional.ofNullable(read.expirationModel()),
                Optional.ofNullable(read.validTo()));
    }

    private static void importMaterial(Scene.Key key, Optional<Instant> validTo) {
        var parameters = ImportScenarios.parameters(scene, key, AlgorithmSpec.RSAES_OAEP_SHA_256);
        scene.adminKms.importKeyMaterial(r -> {
            r.keyId(key.id())
                    .importToken(parameters.token())
                    .encryptedKeyMaterial(parameters.wrapped(MATERIAL))
                    .expirationModel(ExpirationModelType.KEY_MATERIAL_DOES_NOT_EXPIRE);
            validTo.ifPresent(time ->
                    r.expirationModel(ExpirationModelType.KEY_MATERIAL_EXPIRES).validTo(time));
        });
    }

    @Test
    void keyWithoutMaterial() {
        var key = externalKey();
        assertStays(
                new ExternalKey(KeyState.PENDING_IMPORT, false, Optional.empty(), Optional.empty()),
                () -> refresh(key.id()));
        assertLeaves(key);
    }

    private static Scene.Key externalKey() {
        var made = scene.adminKms
                .createKey(r -> r.origin(OriginType.EXTERNAL)
                        .keyUsage("ENCRYPT_DECRYPT")
                        .bypassPolicyLockoutSafetyCheck(false))
                .keyMetadata();
        return new Scene.Key(made.keyId(), made.arn());
    }

    @Test
    void keyWhoseMaterialIsGivenAnEnd() {
        var key = externalKey();
        importMaterial(key, Optional.empty());
        var lasting = Optional.of(ExpirationModelType.KEY_MATERIAL_DOES_NOT_EXPIRE);
        assertStays(
                new ExternalKey(KeyState.ENABLED, true, lasting, Optional.empty()),
                () -> refresh(key.id()));

        var end = Instant.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);
        importMaterial(key, Optional.of(end));
        assertStays(
                new ExternalKey(
                        KeyState.ENABLED,
                        true,
                        Optional.of(ExpirationModelType.KEY_MATERIAL_EXPIRES),
                        Optional.of(end)),
                () -> refresh(key.id()));

        importMaterial(key, Optional.empty());
        scene.adminKms.disableKey(r -> r.keyId(key.id()));
        assertStays(
                new ExternalKey(KeyState.DISABLED, false, lasting, Optional.empty()),
                () -> refresh(key.id()));
        assertLeaves(key);
    }

    private static void assertLeaves(Scene.Key key) {
        scene.adminKms.scheduleKeyDeletion(r -> r.keyId(key.id()).pendingWindowInDays(7));
        assertEquals(KeyState.PENDING_DELETION, refresh(key.id()).state());
        var again = assertThrows(
                KmsInvalidStateException.class,
                () -> scene.adminKms.scheduleKeyDeletion(r -> r.keyId(key.id())));
        assertTrue(again.getMessage().contains("is pending deletion"), again.getMessage());
    }
}
