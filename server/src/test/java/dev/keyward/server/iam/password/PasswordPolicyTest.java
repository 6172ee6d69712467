package dev.keyward.server.iam.password;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.keyward.server.TestingKeyward;
import dev.keyward.server.iam.TestingIam;
import dev.keyward.wire.Struct;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PasswordPolicyTest {

    private static final String NONE =
            "The Password Policy with domain name 123456789012 cannot be found.";

    private final TestingIam iam = new TestingIam();

    @AfterEach
    void close() {
        iam.close();
    }

    private Struct policy() {
        return iam.call("GetAccountPasswordPolicy").struct("PasswordPolicy").orElseThrow();
    }

    @Test
    void isNoneUntilItIsMadeAndAfterItIsDeleted() {
        iam.refuses("NoSuchEntity", NONE, "GetAccountPasswordPolicy");
        iam.refuses("NoSuchEntity", NONE, "DeleteAccountPasswordPolicy");
        iam.call("UpdateAccountPasswordPolicy");
        iam.call("DeleteAccountPasswordPolicy");
        iam.refuses("NoSuchEntity", NONE, "GetAccountPasswordPolicy");
    }

    @Test
    void isOfTheAccountAlone() {
        iam.call("UpdateAccountPasswordPolicy");
        iam.refusesTo(
                TestingKeyward.rootOf(TestingKeyward.OTHER_ACCOUNT),
                "NoSuchEntity",
                "The Password Policy with domain name 210987654321 cannot be found.",
                "GetAccountPasswordPolicy");
    }

    @Test
    void goesBackToTheDefaultsWhereARequestSaysNothing() {
        iam.call(
                "UpdateAccountPasswordPolicy",
                "MinimumPasswordLength",
                14,
                "RequireSymbols",
                true,
                "AllowUsersToChangePassword",
                true,
                "MaxPasswordAge",
                90,
                "PasswordReusePrevention",
                24,
                "HardExpiry",
                true);
        assertEquals(14, policy().integer("MinimumPasswordLength").orElseThrow());
        assertEquals(90, policy().integer("MaxPasswordAge").orElseThrow());
        assertEquals(24, policy().integer("PasswordReusePrevention").orElseThrow());
        for (var flag : new String[] {
            "RequireSymbols", "AllowUsersToChangePassword", "ExpirePasswords", "HardExpiry"
        }) {
            assertEquals(true, policy().flag(flag), flag);
        }

        iam.call("UpdateAccountPasswordPolicy", "RequireNumbers", true);
        assertEquals(6, policy().integer("MinimumPasswordLength").orElseThrow());
        assertEquals(true, policy().flag("RequireNumbers"));
        assertFalse(policy().flag("RequireSymbols") || policy().flag("ExpirePasswords"));
        assertFalse(policy().has("MaxPasswordAge") || policy().has("PasswordReusePrevention"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Aa1!| Password should have a minimum length of 6",
                "AAAAA1!| Password should have at least one lowercase letter",
                "aaaaa1!| Password should have at least one uppercase letter",
                "AAaaaa!| Password should have at least one number",
                "AAaaaa1| Password should have at least one symbol",
                "aaaaaaa| Password should have at least one uppercase letter, Password should have at least"
                        + " one number, Password should have at least one symbol"
            })
    void saysWhatAPasswordLacks(String password, String text) {
        iam.createUser("Bob");
        iam.call(
                "UpdateAccountPasswordPolicy",
                "RequireUppercaseCharacters",
                true,
                "RequireLowercaseCharacters",
                true,
                "RequireNumbers",
                true,
                "RequireSymbols",
                true);
        iam.refuses(
                "PasswordPolicyViolation",
                text,
                "CreateLoginProfile",
                "UserName",
                "Bob",
                "Password",
                password);
    }
}
