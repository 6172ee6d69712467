package dev.keyward.server.sts;

import static dev.keyward.server.TestingKeyward.ACCOUNT;
import static dev.keyward.server.TestingKeyward.OTHER_ACCOUNT;
import static dev.keyward.server.TestingKeyward.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyward.crypto.SecretBytes;
import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;
import dev.keyward.server.TestingAuthenticator;
import dev.keyward.server.TestingKeyward;
import dev.keyward.server.authorize.AccessKeySecrets;
import dev.keyward.server.authorize.Authenticator;
import dev.keyward.server.authorize.Caller;
import dev.keyward.server.authorize.Caller.SessionPolicies;
import dev.keyward.server.authorize.SessionTokens;
import dev.keyward.server.model.MfaDevice;
import dev.keyward.server.model.ServedRegions;
import dev.keyward.wire.Headers;
import dev.keyward.wire.HttpRequest;
import dev.keyward.wire.Struct;
import dev.keyward.wire.sigv4.Credentials;
import dev.keyward.wire.sigv4.RequestSigner;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** MFA codes in AssumeRole and GetSessionToken, and what the sessions can do with them. */
final class MultiFactorTest {

    private static final String INVALID_CODE =
            "MultiFactorAuthentication failed with invalid MFA one time pass code.";
    private static final String CANNOT_VALIDATE =
            "MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA"
                    + " serial number is valid and associated with this user.";
    private static final String ROLE_ARN = "arn:aws:iam::123456789012:role/ops";
    private static final String PHONE = "arn:aws:iam::123456789012:mfa/phone";

    private final TestingKeyward keyward = new TestingKeyward();
    private final Caller alice = keyward.user("alice");
    private final TestingAuthenticator app =
            TestingAuthenticator.with("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");

    @AfterEach
    void close() {
        keyward.close();
    }

    /** Makes a device with the seed of the app, which has been enabled for a user or for root. */
    private void giveDevice(String serialNumber, Optional<Caller> user) {
        var arn = Arn.parse(serialNumber);
        var id = "MFAD" + arn.account() + arn.resource();
        var seed = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
        var device = new MfaDevice(
                arn,
                id,
                keyward.mfaCodes().seal(id, SecretBytes.copyOf(seed)),
                new TreeMap<>(),
                Optional.of(new MfaDevice.Holder(user.map(Caller::userId), TestingKeyward.START)),
                0,
                Optional.empty());
        keyward.store().write(transaction -> {
            transaction.mfaDevices().insert(device);
            return device;
        });
    }

    private void giveAliceADevice() {
        giveDevice(PHONE, Optional.of(alice));
    }

    private String code() {
        return app.code(keyward.clock().instant());
    }

    private String wrongCode() {
        return app.wrongCode(keyward.clock().instant());
    }

    private void passAStep() {
        keyward.clock().advance(Duration.ofSeconds(30));
    }

    private static Struct.Builder sessionToken(String serialNumber, String code) {
        return Struct.builder().put("SerialNumber", serialNumber).put("TokenCode", code);
    }

    private static Struct.Builder assume() {
        return Struct.builder().put("RoleArn", ROLE_ARN).put("RoleSessionName", "s1");
    }

    private static Struct.Builder assume(String code) {
        return assume().put("SerialNumber", PHONE).put("TokenCode", code);
    }

    private Struct call(Caller caller, String operation, Struct.Builder request) {
        return keyward.as(caller).sts(operation, request.build());
    }

    private void refuses(Caller caller, String message, String operation, Struct.Builder request) {
        assertRefused("AccessDenied", message, () -> call(caller, operation, request));
    }

    private Caller signIn(Struct output, String service) {
        var credentials = output.struct("Credentials").orElseThrow();
        var signing = new Credentials(
                credentials.requiredText("AccessKeyId"),
                credentials.requiredText("SecretAccessKey").getBytes(StandardCharsets.US_ASCII),
                Optional.of(credentials.requiredText("SessionToken")));
        var now = keyward.clock().instant();
        var request = new HttpRequest(
                "POST", "/", "", Headers.of(Map.of("host", "keyward.test")), new byte[] {'{', '}'});
        return new Authenticator(
                        keyward.store(),
                        new AccessKeySecrets(keyward.rootKey()),
                        new SessionTokens(keyward.rootKey()),
                        ServedRegions.ALL)
                .identify(
                        new RequestSigner(signing, "us-east-1", service).sign(request, now),
                        service,
                        now)
                .caller();
    }

    private static String allowListKeysIf(String condition) {
        return """
               {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "kms:ListKeys",
                 "Resource": "*", "Condition": %s}}""".formatted(condition);
    }

    private static String trustIf(AccountId account, String condition) {
        return """
               {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
                 "Principal": {"AWS": "arn:aws:iam::%s:root"}, "Action": "sts:AssumeRole",
                 "Condition": %s}}""".formatted(account, condition);
    }

    private static final String MAY_ASSUME = """
            {"Version": "2012-10-17", "Statement":
              {"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "*"}}""";

    private void listKeys(Caller caller) {
        keyward.as(caller).kms("ListKeys", Struct.empty());
    }

    @Test
    void givesASessionThatPoliciesKnowItsAgeOf() {
        giveAliceADevice();
        keyward.allow(alice, allowListKeysIf("""
                {"Bool": {"aws:MultiFactorAuthPresent": "true"},
                 "NumericLessThan": {"aws:MultiFactorAuthAge": "600"}}"""));
        assertRefusedListing(alice);
        assertRefusedListing(signIn(call(alice, "GetSessionToken", Struct.builder()), "kms"));

        var session = signIn(call(alice, "GetSessionToken", sessionToken(PHONE, code())), "kms");

        listKeys(session);
        keyward.clock().advance(Duration.ofSeconds(599));
        listKeys(session);
        keyward.clock().advance(Duration.ofSeconds(1));
        assertRefusedListing(session);
    }

    private void assertRefusedListing(Caller caller) {
        assertRefused(
                "AccessDeniedException",
                "User: " + caller.principal().arn() + " is not authorized to perform: kms:ListKeys"
                        + " on resource: * because no identity-based policy allows the kms:ListKeys"
                        + " action",
                () -> listKeys(caller));
    }

    @Test
    void givesASessionThatIamTakes() {
        giveAliceADevice();
        var plain = call(alice, "GetSessionToken", Struct.builder());
        assertRefused(
                "InvalidClientTokenId",
                "The security token included in the request is invalid.",
                () -> signIn(plain, "iam"));

        var session = signIn(call(alice, "GetSessionToken", sessionToken(PHONE, code())), "iam");

        assertEquals(alice.principal(), session.principal());
    }

    @Test
    void letsTrustPoliciesDemandIt() {
        giveAliceADevice();
        keyward.allow(alice, MAY_ASSUME);
        keyward.role("ops", trustIf(ACCOUNT, """
                {"Bool": {"aws:MultiFactorAuthPresent": "true"},
                 "NumericLessThan": {"aws:MultiFactorAuthAge": "300"}}"""));
        refuses(
                alice,
                "User: " + alice.principal().arn()
                        + " is not authorized to perform: sts:AssumeRole on resource: " + ROLE_ARN,
                "AssumeRole",
                assume());

        call(alice, "AssumeRole", assume(code()));
    }

    @Test
    void isInheritedByTheCallOfASessionButNotByTheRole() {
        giveAliceADevice();
        keyward.allow(alice, MAY_ASSUME);
        var role = keyward.role(
                "ops", trustIf(ACCOUNT, "{\"Bool\": {\"aws:MultiFactorAuthPresent\": \"true\"}}"));
        keyward.allow(
                role, allowListKeysIf("{\"Bool\": {\"aws:MultiFactorAuthPresent\": \"true\"}}"));
        var session = signIn(call(alice, "GetSessionToken", sessionToken(PHONE, code())), "sts");

        var withoutCode = signIn(call(session, "AssumeRole", assume()), "kms");
        passAStep();
        var withCode = signIn(call(session, "AssumeRole", assume(code())), "kms");

        assertRefusedListing(withoutCode);
        listKeys(withCode);
    }

    @Test
    void refusesACodeThatWasUsed() {
        giveAliceADevice();
        keyward.allow(alice, MAY_ASSUME);
        keyward.role("ops", trustIf(ACCOUNT, "{}"));
        var code = code();
        call(alice, "GetSessionToken", sessionToken(PHONE, code));

        refuses(alice, INVALID_CODE, "GetSessionToken", sessionToken(PHONE, code));
        refuses(alice, INVALID_CODE, "AssumeRole", assume(code));
        passAStep();
        refuses(alice, INVALID_CODE, "GetSessionToken", sessionToken(PHONE, code));
        call(alice, "AssumeRole", assume(code()));
        refuses(alice, INVALID_CODE, "GetSessionToken", sessionToken(PHONE, code()));
    }

    @Test
    void leavesACodeUnusedIfTheCallIsRefused() {
        giveAliceADevice();
        keyward.role("ops", trustIf(ACCOUNT, "{}"));
        var code = code();
        refuses(
                alice,
                "User: " + alice.principal().arn()
                        + " is not authorized to perform: sts:AssumeRole on resource: " + ROLE_ARN,
                "AssumeRole",
                assume(code));

        keyward.allow(alice, MAY_ASSUME);
        call(alice, "AssumeRole", assume(code));
    }

    @Test
    void stopsWhoGuessesCodes() {
        giveAliceADevice();
        for (var tries = 0; tries < 9; tries++) {
            refuses(alice, INVALID_CODE, "GetSessionToken", sessionToken(PHONE, wrongCode()));
        }
        refuses(alice, CANNOT_VALIDATE, "GetSessionToken", sessionToken(PHONE, code()));
        keyward.clock().advance(Duration.ofMinutes(3));
        call(alice, "GetSessionToken", sessionToken(PHONE, code()));
    }

    @Test
    void refusesADeviceThatIsNotTheCallers() {
        giveDevice(PHONE, Optional.of(keyward.user("bob")));
        var foreign = "arn:aws:iam::210987654321:mfa/phone";
        giveDevice(foreign, Optional.of(keyward.user(OTHER_ACCOUNT, "alice")));
        for (var serialNumber :
                new String[] {PHONE, foreign, "arn:aws:iam::123456789012:mfa/none", "GAHT12345678"
                }) {
            refuses(alice, CANNOT_VALIDATE, "GetSessionToken", sessionToken(serialNumber, code()));
        }
        var role = keyward.role("first", trustIf(ACCOUNT, "{}"));
        refuses(
                keyward.session(role, "s", SessionPolicies.NONE),
                CANNOT_VALIDATE,
                "AssumeRole",
                assume(code()));
    }

    @Test
    void isForTheRootUserWithItsOwnDevice() {
        var root = TestingKeyward.rootOf(ACCOUNT);
        giveAliceADevice();
        refuses(root, CANNOT_VALIDATE, "GetSessionToken", sessionToken(PHONE, code()));
        var own = "arn:aws:iam::123456789012:mfa/root";
        giveDevice(own, Optional.empty());
        refuses(
                TestingKeyward.rootOf(OTHER_ACCOUNT),
                CANNOT_VALIDATE,
                "GetSessionToken",
                sessionToken(own, code()));

        signIn(call(root, "GetSessionToken", sessionToken(own, code())), "iam");
    }

    @Test
    void refusesADeviceWithoutACodeAndACodeWithoutADevice() {
        giveAliceADevice();
        for (var request : new Struct.Builder[] {
            Struct.builder().put("SerialNumber", PHONE), Struct.builder().put("TokenCode", code())
        }) {
            refuses(
                    alice,
                    "MultiFactorAuthentication failed, must provide both MFA serial number and one"
                            + " time pass code.",
                    "GetSessionToken",
                    request);
        }
    }
}
