package dev.keyward.server.authorize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.policy.Arn;
import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.parse.PolicyDocument;
import dev.keyward.policy.parse.PolicyException;
import java.util.List;
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
    void hasThoseThatMatterAtTheirPaths() {
        for (var resource : List.of(
                "PowerUserAccess",
                "ReadOnlyAccess",
                "SecurityAudit",
                "job-function/ViewOnlyAccess",
                "AWSOrganizationsFullAccess",
                "AWSOrganizationsReadOnlyAccess",
                "IAMUserChangePassword",
                "IAMUserSSHKeys",
                "service-role/ROSAKMSProviderPolicy",
                "aws-service-role/AWSKeyManagementServiceMultiRegionKeysServiceRolePolicy",
                "aws-service-role/AWSKeyManagementServiceCustomKeyStoresServiceRolePolicy")) {
            var policy = AwsManagedPolicies.find(Arn.parse("arn:aws:iam::aws:policy/" + resource))
                    .orElseThrow();
            assertEquals("/" + resource, policy.path() + policy.name());
        }
    }

    @Test
    void everyDocumentIsAPolicy() throws PolicyException {
        for (var policy : AwsManagedPolicies.all()) {
            var text = AwsManagedPolicies.defaultVersion(policy.arn())
                    .orElseThrow()
                    .document();
            var document = PolicyDocument.parse(text, PolicyKind.IDENTITY);
            assertFalse(document.statements().isEmpty(), policy.name());
            assertEquals(List.of(), document.warnings(), policy.name());
        }
    }

    @Test
    void readingIsNoMoreThanReading() throws PolicyException {
        for (var name : List.of("ReadOnlyAccess", "SecurityAudit", "job-function/ViewOnlyAccess")) {
            var arn = Arn.parse("arn:aws:iam::aws:policy/" + name);
            var text = AwsManagedPolicies.defaultVersion(arn).orElseThrow().document();
            for (var statement : PolicyDocument.parse(text, PolicyKind.IDENTITY).statements()) {
                for (var action : List.of(
                        "kms:Decrypt", "kms:CreateGrant", "kms:PutKeyPolicy", "iam:CreateUser")) {
                    assertFalse(statement.actions().matches(action), name + " " + action);
                }
            }
        }
    }

    @Test
    void knowsNoOther() {
        var unknown = Arn.parse("arn:aws:iam::aws:policy/NoSuchAccess");

        assertTrue(AwsManagedPolicies.find(unknown).isEmpty());
        assertTrue(AwsManagedPolicies.defaultVersion(unknown).isEmpty());
    }
}
