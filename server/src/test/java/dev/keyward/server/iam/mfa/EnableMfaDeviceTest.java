package dev.keyward.server.iam.mfa;

import static dev.keyward.server.iam.TestingIam.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyward.server.TestingKeyward;
import dev.keyward.server.authorize.Caller;
import dev.keyward.server.authorize.Caller.Session;
import dev.keyward.server.authorize.Caller.SessionPolicies;
import dev.keyward.server.authorize.Caller.SessionTags;
import dev.keyward.server.authorize.Caller.SignIn;
import dev.keyward.server.iam.TestingIam;
import dev.keyward.server.iam.TestingIam.PagedList;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** EnableMFADevice, ResyncMFADevice, DeactivateMFADevice and ListMFADevices. */
final class EnableMfaDeviceTest {

    private static final String NOT_VALID = "Authentication code for device is not valid.";
    private static final String SIGN_IN_FIRST =
            "To complete this action, please ensure that you are"
                    + " authenticated with an MFA device that is enabled for this user.";
    private static final String ALLOW_MFA = """
            {"Version": "2012-10-17", "Statement":
              {"Effect": "Allow", "Action": "iam:*MFA*", "Resource": "*"}}""";

    private final TestingIam iam = new TestingIam();
    private TestingDevice phone;

    @BeforeEach
    void makeAUserAndADevice() {
        iam.createUser("Bob");
        phone = TestingDevice.create(iam, "phone");
    }

    @AfterEach
    void close() {
        iam.close();
    }

    private List<String> devicesOf(String user) {
        return texts(iam.call("ListMFADevices", "UserName", user), "MFADevices", "SerialNumber");
    }

    private void refusesPair(String operation, Object... members) {
        iam.refuses("InvalidAuthenticationCode", NOT_VALID, operation, members);
    }

    private void passSteps(int steps) {
        iam.keyward().clock().advance(Duration.ofSeconds(30L * steps));
    }

    @Test
    void givesADeviceToAUser() {
        phone.enable("Bob");

        var listed = iam.call("ListMFADevices", "UserName", "Bob")
                .structs("MFADevices")
                .getFirst();
        assertEquals("Bob", listed.requiredText("UserName"));
        assertEquals(phone.serialNumber(), listed.requiredText("SerialNumber"));
        assertEquals(TestingKeyward.START, listed.time("EnableDate").orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(ints = {-118, -1, 1, 120})
    void findsOutWhereTheClockOfTheDeviceIs(int second) {
        iam.call("EnableMFADevice", phone.pair("Bob", second));
        assertEquals(List.of(phone.serialNumber()), devicesOf("Bob"));
    }

    @ParameterizedTest
    @ValueSource(ints = {-120, 122})
    void refusesAClockThatIsMoreThanAnHourOff(int second) {
        refusesPair("EnableMFADevice", phone.pair("Bob", second));
        assertEquals(List.of(), devicesOf("Bob"));
    }

    @Test
    void refusesCodesThatAreNotConsecutive() {
        for (var codes : List.of(
                List.of(phone.code(0), phone.code(0)),
                List.of(phone.code(1), phone.code(0)),
                List.of(phone.code(0), phone.code(2)),
                List.of(phone.code(0), phone.app().wrongCode(phone.now())),
                List.of(phone.app().wrongCode(phone.now()), phone.code(0)))) {
            refusesPair(
                    "EnableMFADevice",
                    "UserName",
                    "Bob",
                    "SerialNumber",
                    phone.serialNumber(),
                    "AuthenticationCode1",
                    codes.getFirst(),
                    "AuthenticationCode2",
                    codes.getLast());
        }
    }

    @Test
    void takesNoCodeTwice() {
        phone.enable("Bob");

        refusesPair("ResyncMFADevice", phone.pair("Bob", 0));
        refusesPair("ResyncMFADevice", phone.pair("Bob", 1));
        iam.call("ResyncMFADevice", phone.pair("Bob", 2));
        iam.call("DeactivateMFADevice", "UserName", "Bob", "SerialNumber", phone.serialNumber());
        refusesPair("EnableMFADevice", phone.pair("Bob", 2));
        iam.call("EnableMFADevice", phone.pair("Bob", 4));
    }

    @Test
    void refusesADeviceThatIsInUse() {
        iam.createUser("Eve");
        phone.enable("Bob");
        passSteps(3);

        iam.refuses(
                "EntityAlreadyExists",
                "MFA Device for user Bob already exists.",
                "EnableMFADevice",
                phone.pair("Bob", 0));
        iam.refuses(
                "EntityAlreadyExists",
                "MFA Device is already in use.",
                "EnableMFADevice",
                phone.pair("Eve", 0));
    }

    @Test
    void refusesWhoAndWhatDoesNotExist() {
        iam.refuses(
                "NoSuchEntity",
                "The user with name none cannot be found.",
                "EnableMFADevice",
                phone.pair("none", 0));
        var serialNumber = "arn:aws:iam::123456789012:mfa/none";
        iam.refuses(
                "NoSuchEntity",
                "VirtualMFADevice with serial number " + serialNumber + " doesn't exist.",
                "EnableMFADevice",
                "UserName",
                "Bob",
                "SerialNumber",
                serialNumber,
                "AuthenticationCode1",
                "123456",
                "AuthenticationCode2",
                "234567");
    }

    @Test
    void givesEightDevicesToAUserAtMost() {
        var serialNumbers = IntStream.range(0, 8)
                .mapToObj(number -> TestingDevice.create(iam, "device" + number))
                .peek(device -> device.enable("Bob"))
                .map(TestingDevice::serialNumber)
                .toList();

        iam.refuses(
                "LimitExceeded",
                "Cannot exceed quota for MFADevicesPerUser: 8",
                "EnableMFADevice",
                phone.pair("Bob", 0));
        iam.assertPages(
                serialNumbers,
                new PagedList("ListMFADevices", "MFADevices", "SerialNumber"),
                "UserName",
                "Bob");
    }

    @Test
    void takesADeviceAwayAgain() {
        iam.createUser("Eve");
        phone.enable("Bob");

        for (var operation : List.of("DeactivateMFADevice", "ResyncMFADevice")) {
            for (var serialNumber :
                    List.of(phone.serialNumber(), "arn:aws:iam::123456789012:mfa/none")) {
                var members = phone.pair("Eve", 2);
                members[3] = serialNumber;
                iam.refuses(
                        "NoSuchEntity",
                        "MFA Device invalid for user.",
                        operation,
                        operation.equals("ResyncMFADevice")
                                ? members
                                : new Object[] {"UserName", "Eve", "SerialNumber", serialNumber});
            }
        }
        iam.call("DeactivateMFADevice", "UserName", "Bob", "SerialNumber", phone.serialNumber());
        assertEquals(List.of(), devicesOf("Bob"));
        iam.refuses(
                "NoSuchEntity",
                "MFA Device invalid for user.",
                "DeactivateMFADevice",
                "UserName",
                "Bob",
                "SerialNumber",
                phone.serialNumber());
    }

    @Test
    void keepsTheUserFromBeingDeleted() {
        phone.enable("Bob");
        iam.refuses(
                "DeleteConflict",
                "Cannot delete entity, must remove tokens from principal first.",
                "DeleteUser",
                "UserName",
                "Bob");
    }

    private Caller withMultiFactor(Caller user) {
        var now = iam.keyward().clock().instant();
        return new Caller(
                user.principal(),
                "ASIAEXAMPLE",
                Optional.of(new Session(
                        now,
                        now.plus(Duration.ofHours(1)),
                        SessionPolicies.NONE,
                        SessionTags.NONE,
                        Optional.empty(),
                        SignIn.withMultiFactor(now))));
    }

    @Test
    void cannotBeGotAroundByUsersWithTheirAccessKeyAlone() {
        var carol = iam.keyward().user("carol");
        iam.keyward().allow(carol, ALLOW_MFA);
        var second = TestingDevice.create(iam, "second");
        iam.callAs(carol, "EnableMFADevice", phone.pair("carol", 0));

        iam.refusesTo(
                carol, "AccessDenied", SIGN_IN_FIRST, "EnableMFADevice", second.pair("carol", 0));
        for (var serialNumber :
                List.of(phone.serialNumber(), "arn:aws:iam::123456789012:mfa/none")) {
            iam.refusesTo(
                    carol,
                    "AccessDenied",
                    SIGN_IN_FIRST,
                    "DeactivateMFADevice",
                    "SerialNumber",
                    serialNumber);
        }
        iam.callAs(carol, "ResyncMFADevice", phone.pair("carol", 2));

        var signedIn = withMultiFactor(carol);
        iam.callAs(signedIn, "EnableMFADevice", second.pair("carol", 0));
        iam.callAs(signedIn, "DeactivateMFADevice", "SerialNumber", phone.serialNumber());
        iam.callAs(signedIn, "DeactivateMFADevice", "SerialNumber", second.serialNumber());
        iam.callAs(carol, "EnableMFADevice", second.pair("carol", 2));
    }

    @Test
    void isForAdministratorsOfOthersAsTheyAreAllowed() {
        var admin = iam.keyward().user("admin");
        iam.keyward().allow(admin, ALLOW_MFA);
        TestingDevice.create(iam, "own").enable("admin");

        iam.callAs(admin, "EnableMFADevice", phone.pair("Bob", 0));
        iam.callAs(
                admin,
                "DeactivateMFADevice",
                "UserName",
                "Bob",
                "SerialNumber",
                phone.serialNumber());
    }

    @Test
    void isForTheRootUserUnderTheNumberOfItsAccount() {
        phone.enable("123456789012");

        var listed = iam.call("ListMFADevices").structs("MFADevices").getFirst();
        assertEquals(phone.serialNumber(), listed.requiredText("SerialNumber"));
        assertEquals("123456789012", listed.requiredText("UserName"));
        var user = iam.call("ListVirtualMFADevices", "AssignmentStatus", "Assigned")
                .structs("VirtualMFADevices")
                .getFirst()
                .struct("User")
                .orElseThrow();
        assertEquals("arn:aws:iam::123456789012:root", user.requiredText("Arn"));
        assertEquals(List.of(), devicesOf("Bob"));
        iam.call("DeactivateMFADevice", "SerialNumber", phone.serialNumber());
        assertEquals(List.of(), iam.call("ListMFADevices").structs("MFADevices"));
    }

    @Test
    void isNotForOthersUnderTheNumberOfTheAccount() {
        var admin = iam.keyward().user("admin");
        iam.keyward().allow(admin, ALLOW_MFA);
        iam.refusesTo(
                admin,
                "NoSuchEntity",
                "The user with name 123456789012 cannot be found.",
                "EnableMFADevice",
                phone.pair("123456789012", 0));
    }

    @Test
    void isAuthorizedOnTheUser() {
        var eve = iam.keyward().user("eve");
        iam.keyward().allow(eve, """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "iam:*",
                  "Resource": "arn:aws:iam::123456789012:user/eve"}}""");
        iam.refusesTo(
                eve,
                "AccessDenied",
                "User: arn:aws:iam::123456789012:user/eve is not authorized to perform:"
                        + " iam:EnableMFADevice on resource: user Bob because no identity-based"
                        + " policy allows the iam:EnableMFADevice action",
                "EnableMFADevice",
                phone.pair("Bob", 0));
    }
}
