package dev.keyward.server.authorize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.policy.Arn;
import org.junit.jupiter.api.Test;

final class AwsManagedPoliciesTest {

    private static final Arn ADMINISTRATOR =
            Arn.parse("arn:aws:iam::aws:policy/AdministratorAccess");

    @Test
    void describesAPolicyAsAwsDoes() {
        var policy = AwsManagedPolicies.find(ADMINISTRATOR).orElseThrow();

        assertEquals("ANPAIWMBCKSKIEE64ZLYK", policy.id());
        assertEquals("/", policy.path());
        assertEquals("v1", policy.defaultVersionId());
        assertEquals("Provides full access to AWS services and resources.", policy.description());
    }

    @Test
    void hasTheDocumentOfEveryPolicy() {
        for (var policy : AwsManagedPolicies.all()) {
            var version = AwsManagedPolicies.defaultVersion(policy.arn()).orElseThrow();
            assertEquals(policy.defaultVersionId(), version.versionId());
            assertTrue(version.document().startsWith("{"), policy.name());
            assertTrue(version.document().endsWith("}"), policy.name());
        }
    }

    @Test
    void listsThemByName() {
        var names =
                AwsManagedPolicies.all().stream().map(policy -> policy.name()).toList();

        assertEquals(names.stream().sorted().toList(), names);
        assertTrue(names.contains("AdministratorAccess"));
    }

    @Test
    void knowsNoOther() {
        var unknown = Arn.parse("arn:aws:iam::aws:policy/NoSuchAccess");

        assertTrue(AwsManagedPolicies.find(unknown).isEmpty());
        assertTrue(AwsManagedPolicies.defaultVersion(unknown).isEmpty());
    }
}
