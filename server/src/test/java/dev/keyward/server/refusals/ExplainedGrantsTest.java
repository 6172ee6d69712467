package dev.keyward.server.refusals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.server.TestingKeyward;
import dev.keyward.server.authorize.Caller;
import dev.keyward.server.kms.TestingKms;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an explanation shows of the grants on a key. */
final class ExplainedGrantsTest {

    private final TestingKms kms = new TestingKms();
    private final TestingKeyward keyward = kms.keyward();
    private final String id = kms.createKey();
    private final Caller clerk = keyward.user("clerk");

    @AfterEach
    void close() {
        kms.close();
    }

    private String grant(Caller grantee, String operation, String room) {
        return kms.call(
                        "CreateGrant",
                        "KeyId",
                        id,
                        "GranteePrincipal",
                        grantee.principal().arn(),
                        "Operations",
                        List.of(operation),
                        "Constraints",
                        Map.of("EncryptionContextSubset", Map.of("room", room)))
                .requiredText("GrantId");
    }

    private Struct explained(Caller caller, String operation, Object... members) {
        assertThrows(ServiceException.class, () -> kms.callAs(caller, operation, members));
        return keyward.asRoot()
                .keyward(
                        "ExplainRequest",
                        Struct.builder()
                                .put("RequestId", keyward.lastRequestId())
                                .build());
    }

    private Struct encryptExplained(Caller caller) {
        return explained(
                caller,
                "Encrypt",
                "KeyId",
                TestingKms.arn(id).toString(),
                "Plaintext",
                new byte[] {1},
                "EncryptionContext",
                Map.of("room", "kitchen"));
    }

    private static List<Struct> grants(Struct explanation) {
        return explanation.structs("Layers").stream()
                .filter(layer -> layer.requiredText("Kind").equals("GRANT"))
                .flatMap(layer -> layer.structs("Grants").stream())
                .toList();
    }

    @Test
    void showsWhyAGrantToTheCallerDidNotAllow() {
        var grantId = grant(clerk, "Encrypt", "hall");
        var explanation = encryptExplained(clerk);
        var shown = grants(explanation).getFirst();
        assertEquals(grantId, shown.requiredText("GrantId"));
        assertFalse(shown.flag("Allows"));
        assertTrue(shown.flag("GranteeFits"));
        assertTrue(shown.flag("OperationFits"));
        assertEquals("FAILS", shown.requiredText("Constraint"));
        assertTrue(explanation.requiredText("Text").contains(grantId));
    }

    @Test
    void showsThoseToTheCallerOnly() {
        grant(keyward.user("other"), "Encrypt", "hall");
        var mine = grant(clerk, "Decrypt", "kitchen");
        assertEquals(
                List.of(mine),
                grants(encryptExplained(clerk)).stream()
                        .map(shown -> shown.requiredText("GrantId"))
                        .toList());
    }

    @Test
    void showsTheOwnerOfAKeyWhatItGrantedToOthers() {
        var foreigner = keyward.user(TestingKeyward.OTHER_ACCOUNT, "x");
        var grantId = grant(foreigner, "Encrypt", "hall");
        var explanation = encryptExplained(foreigner);
        assertEquals("RESOURCE", explanation.requiredText("View"));
        assertEquals(grantId, grants(explanation).getFirst().requiredText("GrantId"));
    }

    @Test
    void remembersAFewOfManyThatAreAboutTheAction() {
        for (var count = 0; count < 60; count++) {
            grant(clerk, "Encrypt", "room " + count);
            grant(clerk, "Decrypt", "room " + count);
        }
        var shown = grants(encryptExplained(clerk));
        assertEquals(50, shown.size());
        assertTrue(shown.stream().allMatch(grant -> grant.flag("OperationFits")));
    }

    @Test
    void explainsWhyAGrantMayNotBeRetired() {
        var grantId = grant(clerk, "Encrypt", "hall");
        var explanation = explained(
                clerk, "RetireGrant", "KeyId", TestingKms.arn(id).toString(), "GrantId", grantId);
        assertEquals("kms:RetireGrant", explanation.requiredText("Action"));
        assertEquals("IDENTITY", explanation.requiredText("Missing"));
    }

    @Test
    void explainsWhyAGrantDidNotLetItsGranteeGrant() {
        grant(clerk, "Encrypt", "hall");
        var explanation = explained(
                clerk,
                "CreateGrant",
                "KeyId",
                id,
                "GranteePrincipal",
                clerk.principal().arn(),
                "Operations",
                List.of("Encrypt"));
        assertEquals("kms:CreateGrant", explanation.requiredText("Action"));
        assertEquals("IDENTITY", explanation.requiredText("Missing"));
    }
}
