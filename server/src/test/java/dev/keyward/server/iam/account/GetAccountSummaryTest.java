package dev.keyward.server.iam.account;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyward.server.iam.TestingIam;
import org.junit.jupiter.api.Test;

final class GetAccountSummaryTest {

    @Test
    void countsWhatThereIs() {
        try (var iam = new TestingIam()) {
            iam.createUser("Bob");
            iam.createUser("Eve");
            iam.createRole("dev");
            iam.createPolicy("some");
            iam.createSamlProvider("idp");
            iam.call("CreateAccessKey");

            var summary = iam.call("GetAccountSummary").struct("SummaryMap").orElseThrow();

            assertEquals(2, summary.integer("Users").orElseThrow());
            assertEquals(0, summary.integer("Groups").orElseThrow());
            assertEquals(1, summary.integer("Roles").orElseThrow());
            assertEquals(1, summary.integer("Policies").orElseThrow());
            assertEquals(1, summary.integer("Providers").orElseThrow());
            assertEquals(1, summary.integer("AccountAccessKeysPresent").orElseThrow());
            assertEquals(5000, summary.integer("UsersQuota").orElseThrow());
        }
    }
}
