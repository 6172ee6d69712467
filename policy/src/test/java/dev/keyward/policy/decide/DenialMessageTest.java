package dev.keyward.policy.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.AuthorizationRequest;
import dev.keyward.policy.ContextKeys;
import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.Principal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DenialMessageTest {

    private static final String START =
            "User: arn:aws:iam::111111111111:root is not authorized to perform: kms:Decrypt ";

    private static AuthorizationRequest request(String owner) {
        return new AuthorizationRequest(
                new Principal.Root(new AccountId("111111111111")),
                "kms:Decrypt",
                "arn:r",
                new AccountId(owner),
                ContextKeys.empty());
    }

    private static String denied(PolicyKind kind, String policy, String owner) {
        var source = new Source(kind, policy, 0, Optional.empty(), 1);
        return DenialMessage.of(
                request(owner), Decision.ExplicitDeny.by(source), Wording.ON_RESOURCE);
    }

    @Test
    void namesTheKindOfPolicyThatDenies() {
        for (var row : List.of(
                "IDENTITY an identity-based policy",
                "PERMISSIONS_BOUNDARY a permissions boundary",
                "SESSION a session policy",
                "KEY_POLICY a resource-based policy",
                "VPC_ENDPOINT a VPC endpoint policy",
                "SERVICE_CONTROL a service control policy",
                "RESOURCE_CONTROL a resource control policy",
                "TRUST the role trust policy",
                "GRANT a grant")) {
            var kind = PolicyKind.valueOf(row.substring(0, row.indexOf(' ')));
            assertEquals(
                    START + "on resource: arn:r with an explicit deny in"
                            + row.substring(row.indexOf(' ')),
                    denied(kind, "inline", "111111111111"));
        }
    }

    @Test
    void namesManagedPoliciesToTheirOwnAccount() {
        for (var kind : PolicyKind.values()) {
            var named = switch (kind) {
                case IDENTITY, PERMISSIONS_BOUNDARY, SESSION, SERVICE_CONTROL, RESOURCE_CONTROL ->
                    true;
                case KEY_POLICY, TRUST, VPC_ENDPOINT, GRANT -> false;
            };
            assertEquals(
                    named, denied(kind, "arn:p", "111111111111").endsWith(": arn:p"), kind::name);
            assertEquals(
                    false, denied(kind, "arn:p", "222222222222").endsWith("arn:p"), kind::name);
        }
    }

    @Test
    void namesWhatIsMissing() {
        var denial = Decision.ImplicitDeny.of(PolicyKind.SESSION);
        var reason = "because no session policy allows the kms:Decrypt action";
        var own = request("111111111111");
        assertEquals(
                START + "on resource: arn:r " + reason,
                DenialMessage.of(own, denial, Wording.ON_RESOURCE));
        assertEquals(
                START + "on this resource " + reason,
                DenialMessage.of(request("222222222222"), denial, Wording.ON_RESOURCE));
        assertEquals(
                START + "on the resource associated with this ciphertext " + reason,
                DenialMessage.of(own, denial, Wording.ON_CIPHERTEXT));
        assertEquals(START + reason, DenialMessage.of(own, denial, Wording.WITHOUT_RESOURCE));
        assertEquals(
                START + "on resource: arn:r",
                DenialMessage.of(own, denial, Wording.WITHOUT_REASON));
        assertEquals(
                "Not authorized to perform kms:Decrypt",
                DenialMessage.of(own, denial, Wording.ACTION_ONLY));
    }
}
