package dev.keyward.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class AuthorizationRequestTest {

    private static boolean isForeign(Principal principal) {
        return new AuthorizationRequest(
                        principal,
                        "kms:Decrypt",
                        "*",
                        new AccountId("111111111111"),
                        ContextKeys.empty())
                .isForeign();
    }

    @Test
    void isForeignIfTheResourceIsOfAnotherAccount() {
        assertEquals(false, isForeign(new Principal.Root(new AccountId("111111111111"))));
        assertEquals(true, isForeign(new Principal.Root(new AccountId("222222222222"))));
    }

    @Test
    void isNeverForeignToAService() {
        assertEquals(
                false,
                isForeign(
                        new Principal.Service(new AccountId("222222222222"), "s3.amazonaws.com")));
    }
}
