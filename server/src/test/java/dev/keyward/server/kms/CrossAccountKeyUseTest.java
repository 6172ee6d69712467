package dev.keyward.server.kms;

import static dev.keyward.server.TestingKeyward.OTHER_ACCOUNT;
import static dev.keyward.server.TestingKeyward.assertRefused;
import static dev.keyward.server.kms.TestingKms.allowTo;
import static dev.keyward.server.kms.TestingKms.arn;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import dev.keyward.server.TestingKeyward;
import dev.keyward.server.authorize.Caller;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A key used from another account: its key policy must allow the caller, and so must the caller's own
 * account. Whoever lacks the one learns nothing about the other, nor whether there is such a key.
 *
 * <p>Source: KMS Developer Guide, "Allowing users in other accounts to use a KMS key" and "Troubleshooting key
 * access".
 */
final class CrossAccountKeyUseTest {

    private static final String NO_IAM = "no identity-based policy allows the %s action";
    private static final String NO_KEY_POLICY = "the resource does not exist in this Region, no"
            + " resource-based policies allow access, or a resource-based policy explicitly denies"
            + " access";

    private final TestingKms kms = new TestingKms();
    private final TestingKeyward keyward = kms.keyward();
    private final String id = kms.createKey();
    private final byte[] blob = kms.call("Encrypt", "KeyId", id, "Plaintext", new byte[] {1})
            .requiredBlob("CiphertextBlob");
    private final Caller foreigner = keyward.user(OTHER_ACCOUNT, "eve");

    @AfterEach
    void close() {
        kms.close();
    }

    /** A call of the other account on the key, and how a refusal speaks of the key. */
    record Use(String operation, String resource, List<Object> more) {

        Use(String operation, String resource) {
            this(operation, resource, List.of());
        }

        String action() {
            return "kms:" + operation;
        }
    }

    static Stream<Named<Use>> uses() {
        return Stream.of(
                        new Use("Encrypt", "this resource", List.of("Plaintext", new byte[] {1})),
                        new Use("Decrypt", "the resource associated with this ciphertext"),
                        new Use("Decrypt", "this resource", List.of("KeyId")),
                        new Use("GenerateDataKey", "this resource", List.of("KeySpec", "AES_256")),
                        new Use("DescribeKey", "this resource"),
                        new Use(
                                "CreateGrant",
                                "this resource",
                                List.of(
                                        "GranteePrincipal",
                                        "arn:aws:iam::" + OTHER_ACCOUNT + ":root",
                                        "Operations",
                                        List.of("Encrypt"))))
                .map(use -> Named.of(use.operation() + " on " + use.resource(), use));
    }

    private void call(Use use) {
        if (!use.operation().equals("Decrypt")) {
            var members =
                    Stream.concat(Stream.of("KeyId", arn(id).toString()), use.more().stream());
            kms.callAs(foreigner, use.operation(), members.toArray());
        } else if (use.more().isEmpty()) {
            kms.callAs(foreigner, "Decrypt", "CiphertextBlob", blob);
        } else {
            kms.callAs(foreigner, "Decrypt", "CiphertextBlob", blob, "KeyId", arn(id).toString());
        }
    }

    private void denied(Use use, String reason) {
        assertRefused(
                "AccessDeniedException",
                "User: " + foreigner.principal().arn() + " is not authorized to perform: "
                        + use.action() + " on " + use.resource() + " because "
                        + reason.formatted(use.action()),
                () -> call(use));
    }

    private void allowInTheKeyPolicy(String principal) {
        keyward.setKeyPolicy(arn(id), TestingKms.policy(allowTo(principal, "kms:*")));
    }

    private void allowInIam() {
        keyward.allow(foreigner, TestingKms.allowing("kms:*"));
    }

    @ParameterizedTest
    @MethodSource("uses")
    void isRefusedWhereNeitherAllowsIt(Use use) {
        denied(use, NO_IAM);
    }

    @ParameterizedTest
    @MethodSource("uses")
    void isRefusedWhereTheKeyPolicyAloneAllowsIt(Use use) {
        allowInTheKeyPolicy(OTHER_ACCOUNT.value());
        denied(use, NO_IAM);
        allowInTheKeyPolicy(foreigner.userId());
        denied(use, NO_IAM);
        allowInTheKeyPolicy("*");
        denied(use, NO_IAM);
    }

    @ParameterizedTest
    @MethodSource("uses")
    void isRefusedWhereIamAloneAllowsIt(Use use) {
        allowInIam();
        denied(use, NO_KEY_POLICY);
    }

    @ParameterizedTest
    @MethodSource("uses")
    void isAllowedWhereBothAllowIt(Use use) {
        allowInIam();
        for (var principal : List.of(OTHER_ACCOUNT.value(), foreigner.userId(), "*")) {
            allowInTheKeyPolicy(principal);
            assertDoesNotThrow(() -> call(use), principal);
        }
    }

    @ParameterizedTest
    @MethodSource("uses")
    void isRefusedWhereEitherDeniesIt(Use use) {
        allowInIam();
        keyward.setKeyPolicy(
                arn(id),
                TestingKms.policy(
                        allowTo(OTHER_ACCOUNT.value(), "kms:*"),
                        allowTo(OTHER_ACCOUNT.value(), "kms:*").replace("Allow", "Deny")));
        denied(use, NO_KEY_POLICY);
        allowInTheKeyPolicy(OTHER_ACCOUNT.value());
        keyward.allow(foreigner, TestingKms.allowing("kms:*").replace("Allow", "Deny"));
        assertRefused(
                "AccessDeniedException",
                "User: " + foreigner.principal().arn() + " is not authorized to perform: "
                        + use.action() + " on " + use.resource()
                        + " with an explicit deny in an identity-based policy",
                () -> call(use));
    }

    @Test
    void theOwnersIamPoliciesAndEnablingStatementAreNothingToAForeigner() {
        allowInIam();
        keyward.allow(keyward.user("eve"), TestingKms.allowing("kms:*"));
        denied(new Use("DescribeKey", "this resource"), NO_KEY_POLICY);
    }

    @Test
    void administrationIsNeverAllowedToAForeigner() {
        allowInIam();
        allowInTheKeyPolicy(OTHER_ACCOUNT.value());
        for (var operation :
                List.of("ScheduleKeyDeletion", "DisableKey", "GetKeyPolicy", "EnableKeyRotation")) {
            denied(new Use(operation, "this resource"), NO_KEY_POLICY);
        }
    }
}
