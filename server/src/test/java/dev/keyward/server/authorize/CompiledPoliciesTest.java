package dev.keyward.server.authorize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.AuthorizationRequest;
import dev.keyward.policy.ContextKeys;
import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.Principal;
import dev.keyward.policy.match.Effect;
import dev.keyward.policy.match.PrincipalMatch;
import dev.keyward.policy.match.RequestContext;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CompiledPoliciesTest {

    private static final AccountId ACCOUNT = new AccountId("123456789012");
    private static final String TEXT = """
            {"Version": "2012-10-17", "Statement":
              {"Effect": "Allow", "Action": "kms:*", "Resource": "*"}}""";

    private final CompiledPolicies compiled = new CompiledPolicies();

    @Test
    void compilesATextOnceWhateverItsName() {
        var one = compiled.compile(PolicyKind.IDENTITY, TEXT, "one");
        var other = compiled.compile(PolicyKind.IDENTITY, TEXT + "", "other");
        assertSame(one.document(), other.document());
        assertEquals("one", one.name());
        assertEquals("other", other.name());
        assertEquals(
                PolicyKind.SESSION,
                compiled.compile(PolicyKind.SESSION, TEXT, "one").document().kind());
    }

    @Test
    void deniesEverythingByWhatCannotBeRead() {
        for (var kind : PolicyKind.values()) {
            if (kind == PolicyKind.GRANT) {
                continue;
            }
            var action = kind == PolicyKind.TRUST ? "sts:AssumeRole" : "kms:Decrypt";
            var request = new AuthorizationRequest(
                    new Principal.Root(ACCOUNT), action, "*", ACCOUNT, ContextKeys.empty());
            var statements = compiled.compile(kind, "{\"Statement\": ", "broken")
                    .document()
                    .statements();
            var denies = statements.stream()
                    .filter(statement -> statement.effect() == Effect.DENY)
                    .filter(statement ->
                            statement.match(RequestContext.of(request)) != PrincipalMatch.NONE)
                    .toList();
            assertEquals(List.of(1, 1), List.of(statements.size(), denies.size()), kind.name());
        }
    }

    @Test
    void knowsNoGrantPolicies() {
        assertThrows(
                IllegalStateException.class,
                () -> compiled.compile(PolicyKind.GRANT, "no policy", "grant"));
    }
}
