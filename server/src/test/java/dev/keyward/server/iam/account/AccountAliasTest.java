package dev.keyward.server.iam.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.keyward.server.TestingKeyward;
import dev.keyward.server.iam.TestingIam;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.ServiceException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AccountAliasTest {

    private final TestingIam iam = new TestingIam();

    @AfterEach
    void close() {
        iam.close();
    }

    private List<String> aliases() {
        return iam.call("ListAccountAliases").texts("AccountAliases");
    }

    @Test
    void isOneForAnAccount() {
        assertEquals(List.of(), aliases());
        iam.call("CreateAccountAlias", "AccountAlias", "keyward");
        assertEquals(List.of("keyward"), aliases());
        iam.call("CreateAccountAlias", "AccountAlias", "keyward-2");
        assertEquals(List.of("keyward-2"), aliases());
        iam.call("DeleteAccountAlias", "AccountAlias", "keyward-2");
        assertEquals(List.of(), aliases());
    }

    @Test
    void isTheAliasOfOneAccountOnly() {
        var stranger = TestingKeyward.rootOf(TestingKeyward.OTHER_ACCOUNT);
        iam.call("CreateAccountAlias", "AccountAlias", "keyward");
        iam.refusesTo(
                stranger,
                "EntityAlreadyExists",
                "The account alias keyward already exists.",
                "CreateAccountAlias",
                "AccountAlias",
                "keyward");
        iam.refusesTo(
                stranger,
                "NoSuchEntity",
                "The account alias keyward cannot be found.",
                "DeleteAccountAlias",
                "AccountAlias",
                "keyward");
        assertEquals(List.of(), iam.callAs(stranger, "ListAccountAliases").texts("AccountAliases"));
        iam.call("CreateAccountAlias", "AccountAlias", "other");
        iam.callAs(stranger, "CreateAccountAlias", "AccountAlias", "keyward");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ab", "-abc", "abc-", "a--b", "Abc", "a_b"})
    void refusesNamesThatNoAliasCanHave(String alias) {
        var refused = assertThrows(
                ServiceException.class,
                () -> iam.call("CreateAccountAlias", "AccountAlias", alias));
        assertEquals(CommonError.VALIDATION, refused.code());
        assertEquals(List.of(), aliases());
    }

    @Test
    void refusesANumberThatCouldBeAnAccounts() {
        iam.refuses(
                "ValidationError",
                "The account alias 123456789012 must not be a number of 12 digits.",
                "CreateAccountAlias",
                "AccountAlias",
                "123456789012");
    }
}
