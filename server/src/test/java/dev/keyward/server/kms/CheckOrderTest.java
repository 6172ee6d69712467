package dev.keyward.server.kms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.keyward.server.TestingKeyward;
import dev.keyward.server.authorize.Caller;
import dev.keyward.wire.ProtocolName;
import dev.keyward.wire.ServiceException;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The order in which an operation finds out what is wrong with a request that is wrong in every way: the
 * key, the permission, the key's state, its usage, and only then that it was a dry run.
 */
final class CheckOrderTest {

    private static final byte[] BYTES = new byte[32];

    /** What an operation says at the end if nothing is wrong with the request but its content. */
    private static final String NOTHING = "";

    private static final byte[] PUBLIC_KEY = publicKey();

    private final TestingKms kms = new TestingKms();
    private final Caller nobody = kms.keyward().user("nobody");
    private final String symmetric = kms.createKey();
    private final String hmac =
            kms.createKey("KeySpec", "HMAC_256", "KeyUsage", "GENERATE_VERIFY_MAC");

    private static byte[] publicKey() {
        try {
            var pairs = KeyPairGenerator.getInstance("EC");
            pairs.initialize(new ECGenParameterSpec("secp256r1"));
            return pairs.generateKeyPair().getPublic().getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void close() {
        kms.close();
    }

    /**
     * An operation with its own members.
     *
     * @param keyMember the member that names the key
     * @param wrongUsage the error for a key of another usage; empty if any usage will do
     * @param atLast the error for the content
     */
    record Line(
            String operation,
            String keyMember,
            String wrongUsage,
            String atLast,
            List<Object> members) {

        @Override
        public String toString() {
            return operation;
        }

        boolean isForMacs() {
            return operation.endsWith("Mac");
        }

        boolean isForSignatures() {
            return operation.equals("Sign") || operation.equals("Verify");
        }
    }

    static Stream<Line> lines() {
        var usage = "InvalidKeyUsageException";
        return Stream.of(
                new Line("Encrypt", "KeyId", usage, NOTHING, List.of("Plaintext", BYTES)),
                new Line(
                        "Decrypt",
                        "KeyId",
                        "IncorrectKeyException",
                        "InvalidCiphertextException",
                        List.of("CiphertextBlob", BYTES)),
                new Line(
                        "ReEncrypt",
                        "SourceKeyId",
                        "IncorrectKeyException",
                        "InvalidCiphertextException",
                        List.of("CiphertextBlob", BYTES)),
                new Line("GenerateDataKey", "KeyId", usage, NOTHING, List.of("KeySpec", "AES_256")),
                new Line(
                        "GenerateDataKeyWithoutPlaintext",
                        "KeyId",
                        usage,
                        NOTHING,
                        List.of("KeySpec", "AES_256")),
                new Line(
                        "GenerateDataKeyPair",
                        "KeyId",
                        usage,
                        NOTHING,
                        List.of("KeyPairSpec", "ECC_NIST_P256")),
                new Line(
                        "GenerateDataKeyPairWithoutPlaintext",
                        "KeyId",
                        usage,
                        NOTHING,
                        List.of("KeyPairSpec", "ECC_NIST_P256")),
                new Line(
                        "GenerateMac",
                        "KeyId",
                        usage,
                        NOTHING,
                        List.of("Message", BYTES, "MacAlgorithm", "HMAC_SHA_256")),
                new Line(
                        "VerifyMac",
                        "KeyId",
                        usage,
                        "KMSInvalidMacException",
                        List.of("Message", BYTES, "MacAlgorithm", "HMAC_SHA_256", "Mac", BYTES)),
                new Line(
                        "Sign",
                        "KeyId",
                        usage,
                        NOTHING,
                        List.of("Message", BYTES, "SigningAlgorithm", "ECDSA_SHA_256")),
                new Line(
                        "Verify",
                        "KeyId",
                        usage,
                        "KMSInvalidSignatureException",
                        List.of(
                                "Message",
                                BYTES,
                                "SigningAlgorithm",
                                "ECDSA_SHA_256",
                                "Signature",
                                BYTES)),
                new Line(
                        "DeriveSharedSecret",
                        "KeyId",
                        usage,
                        NOTHING,
                        List.of("KeyAgreementAlgorithm", "ECDH", "PublicKey", PUBLIC_KEY)),
                new Line(
                        "CreateGrant",
                        "KeyId",
                        "",
                        NOTHING,
                        List.of(
                                "GranteePrincipal",
                                "arn:aws:iam::123456789012:root",
                                "Operations",
                                List.of("DescribeKey"))));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void eachFaultIsToldBeforeTheNext(Line line) {
        var right = right(line);
        var wrong = line.isForMacs() ? symmetric : hmac;
        kms.call("DisableKey", "KeyId", wrong);
        // Everything is wrong, and then one thing less each time.
        assertRefused("NotFoundException", line, nobody, TestingKms.NO_KEY, true);
        assertRefused("AccessDeniedException", line, nobody, wrong, true);
        assertRefused("DisabledException", line, root(), wrong, true);
        kms.call("EnableKey", "KeyId", wrong);
        if (!line.wrongUsage().isEmpty()) {
            assertRefused(line.wrongUsage(), line, root(), wrong, true);
        }
        // A dry run tells whether the content would do only where that is looked at: at a
        // ciphertext.
        var opens = line.atLast().equals("InvalidCiphertextException");
        assertRefused(
                opens ? line.atLast() : "DryRunOperationException", line, root(), right, true);
        if (line.atLast().isEmpty()) {
            kms.call(line.operation(), members(line, right, false));
        } else {
            assertRefused(line.atLast(), line, root(), right, false);
        }
    }

    private String right(Line line) {
        if (line.operation().equals("DeriveSharedSecret")) {
            return kms.createKey("KeySpec", "ECC_NIST_P256", "KeyUsage", "KEY_AGREEMENT");
        }
        if (line.isForSignatures()) {
            return kms.createKey("KeySpec", "ECC_NIST_P256", "KeyUsage", "SIGN_VERIFY");
        }
        return line.isForMacs() ? hmac : symmetric;
    }

    /** Without a ciphertext a dry run of Decrypt and ReEncrypt asks about the key alone. */
    @ParameterizedTest
    @MethodSource("lines")
    void aDryRunMayLeaveTheCiphertextOut(Line line) {
        if (!line.atLast().equals("InvalidCiphertextException")) {
            return;
        }
        var without = new Line(
                line.operation(),
                line.keyMember(),
                line.wrongUsage(),
                line.atLast(),
                List.of("DryRunModifiers", List.of("IGNORE_CIPHERTEXT")));
        kms.call("DisableKey", "KeyId", hmac);
        assertRefused("NotFoundException", without, nobody, TestingKms.NO_KEY, true);
        assertRefused("AccessDeniedException", without, nobody, hmac, true);
        assertRefused("DisabledException", without, root(), hmac, true);
        kms.call("EnableKey", "KeyId", hmac);
        assertRefused(line.wrongUsage(), without, root(), hmac, true);
        assertRefused("DryRunOperationException", without, root(), symmetric, true);
        assertRefused("ValidationException", without, root(), symmetric, false);
    }

    private static Caller root() {
        return TestingKeyward.rootOf(TestingKeyward.ACCOUNT);
    }

    private void assertRefused(
            String code, Line line, Caller caller, String keyId, boolean dryRun) {
        var refusal = assertThrows(
                ServiceException.class,
                () -> kms.callAs(caller, line.operation(), members(line, keyId, dryRun)),
                code);
        assertEquals(code, refusal.code().code(ProtocolName.AWS_JSON_1_1));
    }

    private Object[] members(Line line, String keyId, boolean dryRun) {
        var members = new ArrayList<>(line.members());
        members.addAll(Arrays.asList(line.keyMember(), keyId, "DryRun", dryRun));
        if (line.operation().equals("ReEncrypt")) {
            members.addAll(Arrays.asList("DestinationKeyId", symmetric));
        }
        return members.toArray();
    }
}
