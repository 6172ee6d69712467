package dev.keyward.conformance;

import static dev.keyward.conformance.Scene.assertDenied;
import static dev.keyward.conformance.Scene.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.function.Executable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.CreateGrantResponse;
import software.amazon.awssdk.services.kms.model.GrantListEntry;
import software.amazon.awssdk.services.kms.model.GrantOperation;

/** Grants: what they let their grantees do, until they are retired or revoked. */
final class GrantScenarios {

    private static final Map<String, String> CONTEXT = Map.of("AppName", "payroll");

    private GrantScenarios() {}

    static List<Scenario> all() {
        return List.of(
                new Scenario("a grant alone lets its grantee use the key", GrantScenarios::granted),
                new Scenario(
                        "a constrained grant is for its encryption context only",
                        GrantScenarios::constrained),
                new Scenario(
                        "genuine grant tokens are taken and others refused",
                        GrantScenarios::tokens),
                new Scenario(
                        "a revoked grant and its token are good for nothing",
                        GrantScenarios::revoked),
                new Scenario(
                        "the retiring principal ends a grant by its token",
                        GrantScenarios::retired),
                new Scenario("a repeated name makes no second grant", GrantScenarios::repeated),
                new Scenario(
                        "whoever grants by a grant gives no more than it has",
                        GrantScenarios::passedOn),
                new Scenario(
                        "pages hold every grant, of a key and of who may retire it",
                        GrantScenarios::listed));
    }

    private static CreateGrantResponse grant(
            KmsClient kms, Scene.Key key, Scene.Person grantee, GrantOperation... operations) {
        return kms.createGrant(
                r -> r.keyId(key.arn()).granteePrincipal(grantee.arn()).operations(operations));
    }

    private static Executable granted(Scene scene) {
        var grantee = scene.user();
        var other = scene.user();
        var key = scene.key();
        grant(scene.adminKms, key, grantee, GrantOperation.ENCRYPT);
        return () -> {
            scene.assertCanEncrypt(grantee.credentials(), key);
            scene.assertCannotEncrypt(
                    other.credentials(),
                    key,
                    "because no identity-based policy allows the kms:Encrypt action");
        };
    }

    private static Executable constrained(Scene scene) {
        var grantee = scene.user();
        var key = scene.key();
        scene.adminKms.createGrant(r -> r.keyId(key.id())
                .granteePrincipal(grantee.arn())
                .operations(GrantOperation.ENCRYPT, GrantOperation.DECRYPT)
                .constraints(c -> c.encryptionContextEquals(CONTEXT)));
        return () -> {
            try (var kms = scene.keyward.kms(grantee.credentials())) {
                var blob = kms.encrypt(r -> r.keyId(key.arn())
                                .plaintext(SdkBytes.fromUtf8String("salaries"))
                                .encryptionContext(CONTEXT))
                        .ciphertextBlob();
                var opened = kms.decrypt(r -> r.ciphertextBlob(blob).encryptionContext(CONTEXT));
                assertEquals("salaries", opened.plaintext().asUtf8String());
                assertDenied(() -> kms.encrypt(
                        r -> r.keyId(key.arn()).plaintext(SdkBytes.fromUtf8String("salaries"))));
            }
        };
    }

    private static Executable tokens(Scene scene) {
        var grantee = scene.user();
        var key = scene.key();
        var token =
                grant(scene.adminKms, key, grantee, GrantOperation.DESCRIBE_KEY).grantToken();
        return () -> {
            try (var kms = scene.keyward.kms(grantee.credentials())) {
                kms.describeKey(r -> r.keyId(key.arn()).grantTokens(token));
                assertRefused(
                        "InvalidGrantTokenException",
                        () -> kms.describeKey(
                                r -> r.keyId(key.arn()).grantTokens(token, token.substring(4))));
            }
        };
    }

    private static Executable revoked(Scene scene) {
        var grantee = scene.user();
        var key = scene.key();
        var made = grant(scene.adminKms, key, grantee, GrantOperation.DESCRIBE_KEY);
        scene.adminKms.revokeGrant(r -> r.keyId(key.id()).grantId(made.grantId()));
        return () -> {
            try (var kms = scene.keyward.kms(grantee.credentials())) {
                assertDenied(() -> kms.describeKey(r -> r.keyId(key.arn())));
                assertRefused(
                        "InvalidGrantTokenException",
                        () -> kms.describeKey(
                                r -> r.keyId(key.arn()).grantTokens(made.grantToken())));
            }
            assertRefused(
                    "NotFoundException",
                    () -> scene.adminKms.revokeGrant(
                            r -> r.keyId(key.id()).grantId(made.grantId())));
        };
    }

    private static Executable retired(Scene scene) {
        var grantee = scene.user();
        var retiring = scene.user();
        var key = scene.key();
        return () -> {
            var made = scene.adminKms.createGrant(r -> r.keyId(key.id())
                    .granteePrincipal(grantee.arn())
                    .retiringPrincipal(retiring.arn())
                    .operations(GrantOperation.ENCRYPT));
            scene.assertCanEncrypt(grantee.credentials(), key);
            try (var granted = scene.keyward.kms(grantee.credentials());
                    var ending = scene.keyward.kms(retiring.credentials())) {
                assertDenied(() -> granted.retireGrant(r -> r.grantToken(made.grantToken())));
                ending.retireGrant(r -> r.grantToken(made.grantToken()));
            }
            scene.assertCannotEncrypt(
                    grantee.credentials(),
                    key,
                    "because no identity-based policy allows the kms:Encrypt action");
        };
    }

    private static Executable repeated(Scene scene) {
        var grantee = scene.user();
        var key = scene.key();
        var first = named(scene, key, grantee);
        return () -> {
            var again = named(scene, key, grantee);
            assertEquals(first.grantId(), again.grantId());
            assertNotEquals(first.grantToken(), again.grantToken());
            assertEquals(
                    1,
                    scene.adminKms.listGrants(r -> r.keyId(key.id())).grants().size());
        };
    }

    private static CreateGrantResponse named(Scene scene, Scene.Key key, Scene.Person grantee) {
        return scene.adminKms.createGrant(r -> r.keyId(key.id())
                .name("once")
                .granteePrincipal(grantee.arn())
                .operations(GrantOperation.ENCRYPT));
    }

    private static Executable passedOn(Scene scene) {
        var middle = scene.user();
        var last = scene.user();
        var key = scene.key();
        grant(
                scene.adminKms,
                key,
                middle,
                GrantOperation.CREATE_GRANT,
                GrantOperation.ENCRYPT,
                GrantOperation.RETIRE_GRANT);
        return () -> {
            try (var kms = scene.keyward.kms(middle.credentials())) {
                assertDenied(() -> grant(kms, key, last, GrantOperation.DECRYPT));
                var made =
                        grant(kms, key, last, GrantOperation.ENCRYPT, GrantOperation.RETIRE_GRANT);
                scene.assertCanEncrypt(last.credentials(), key);
                try (var ending = scene.keyward.kms(last.credentials())) {
                    ending.retireGrant(r -> r.keyId(key.arn()).grantId(made.grantId()));
                }
            }
        };
    }

    private static Executable listed(Scene scene) {
        var grantee = scene.user();
        var retiring = scene.user();
        var key = scene.key();
        var made = new HashSet<String>();
        for (var count = 0; count < 5; count++) {
            made.add(scene.adminKms
                    .createGrant(r -> r.keyId(key.id())
                            .granteePrincipal(grantee.arn())
                            .retiringPrincipal(retiring.arn())
                            .operations(GrantOperation.ENCRYPT))
                    .grantId());
        }
        return () -> {
            assertEquals(
                    made,
                    ids(scene.adminKms
                            .listGrantsPaginator(r -> r.keyId(key.id()).limit(2))
                            .grants()));
            assertEquals(
                    made,
                    ids(scene.adminKms
                            .listRetirableGrantsPaginator(
                                    r -> r.retiringPrincipal(retiring.arn()).limit(2))
                            .grants()));
            var other = scene.adminKms.listGrants(
                    r -> r.keyId(key.id()).granteePrincipal(retiring.arn()));
            assertTrue(other.grants().isEmpty());
        };
    }

    private static Set<String> ids(Iterable<GrantListEntry> grants) {
        var ids = new HashSet<String>();
        grants.forEach(grant -> ids.add(grant.grantId()));
        return ids;
    }
}
