package dev.keyward.server.kms.keypolicy;

import static dev.keyward.server.TestingKeyward.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.policy.Principal;
import dev.keyward.server.authorize.Caller;
import dev.keyward.server.kms.TestingKms;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class GetKeyPolicyTest {

    private final TestingKms kms = new TestingKms();

    @AfterEach
    void close() {
        kms.close();
    }

    @Test
    void printsTheStandardPolicyAsKmsDoes() {
        var output = kms.call("GetKeyPolicy", "KeyId", kms.createKey());
        assertEquals("default", output.requiredText("PolicyName"));
        assertEquals("""
                {
                  "Version" : "2012-10-17",
                  "Id" : "key-default-1",
                  "Statement" : [ {
                    "Sid" : "Enable IAM User Permissions",
                    "Effect" : "Allow",
                    "Principal" : {
                      "AWS" : "arn:aws:iam::123456789012:root"
                    },
                    "Action" : "kms:*",
                    "Resource" : "*"
                  } ]
                }""", output.requiredText("Policy"));
    }

    @Test
    void knowsOneNameOnly() {
        var id = kms.createKey();
        kms.call("GetKeyPolicy", "KeyId", id, "PolicyName", "default");
        assertRefused(
                "NotFoundException",
                "No such policy exists",
                () -> kms.call("GetKeyPolicy", "KeyId", id, "PolicyName", "other"));
    }

    @Test
    void namesUsersByTheNameTheyHaveAndDeletedOnesByTheirId() {
        var user = kms.keyward().user("admin");
        var arn = user.principal().arn();
        var uniqueId = ((Principal.User) user.principal()).id();
        var text = TestingKms.policy(TestingKms.allowTo(arn, "kms:Decrypt"));
        var id = kms.createKey("Policy", text);
        assertTrue(kms.stored(id).policy().contains(uniqueId), "stored by id");
        assertFalse(kms.stored(id).policy().contains(arn), "not stored by name");
        assertEquals(text, kms.call("GetKeyPolicy", "KeyId", id).requiredText("Policy"));

        delete(user);
        assertEquals(
                text.replace(arn, uniqueId),
                kms.call("GetKeyPolicy", "KeyId", id).requiredText("Policy"));

        kms.keyward().user("admin");
        assertEquals(
                text.replace(arn, uniqueId),
                kms.call("GetKeyPolicy", "KeyId", id).requiredText("Policy"),
                "a new user of the old name is somebody else");
    }

    private void delete(Caller caller) {
        var id = ((Principal.User) caller.principal()).id();
        kms.keyward().store().write(transaction -> {
            transaction.users().delete(transaction.users().findById(id).orElseThrow());
            return id;
        });
    }
}
