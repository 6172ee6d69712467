package dev.keyward.server.iam.mfa;

import static dev.keyward.server.iam.TestingIam.list;
import static dev.keyward.server.iam.TestingIam.tag;
import static dev.keyward.server.iam.TestingIam.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.keyward.server.TestingKeyward;
import dev.keyward.server.iam.TestingIam;
import dev.keyward.server.iam.TestingIam.PagedList;
import dev.keyward.server.store.MfaDevices.Use;
import dev.keyward.server.store.Page;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Devices as such: made, listed, described, deleted. */
final class VirtualMfaDeviceTest {

    private static final String PHONE = "arn:aws:iam::123456789012:mfa/phone";

    private final TestingIam iam = new TestingIam();

    @AfterEach
    void close() {
        iam.close();
    }

    @Test
    void isMadeWithASeedThatIsShownOnceAndKeptSealed() {
        var device = iam.call(
                        "CreateVirtualMFADevice",
                        "VirtualMFADeviceName",
                        "phone",
                        "Path",
                        "/eu/",
                        "Tags",
                        list(tag("team", "blue")))
                .struct("VirtualMFADevice")
                .orElseThrow();

        assertEquals("arn:aws:iam::123456789012:mfa/eu/phone", device.requiredText("SerialNumber"));
        var seed = new String(device.requiredBlob("Base32StringSeed"), StandardCharsets.US_ASCII);
        assertEquals(64, seed.length());
        assertEquals(List.of("team"), texts(device, "Tags", "Key"));
        assertEquals(
                "otpauth://totp/phone@123456789012?secret=" + seed,
                QrCodeTest.scan(device.requiredBlob("QRCodePNG")));
        assertFalse(device.has("User") || device.has("EnableDate"));
        var stored = iam.keyward()
                .store()
                .read(snapshot -> snapshot.mfaDevices()
                        .list(
                                TestingKeyward.ACCOUNT,
                                Use.ANY,
                                new Page.Request(Optional.empty(), 10)))
                .items()
                .getFirst();
        var hex = HexFormat.of().formatHex(stored.sealedSeed());
        assertFalse(
                hex.contains(HexFormat.of().formatHex(seed.getBytes(StandardCharsets.US_ASCII))));
        var listed =
                iam.call("ListVirtualMFADevices").structs("VirtualMFADevices").getFirst();
        assertEquals(Set.of("SerialNumber"), listed.members().keySet());
    }

    @Test
    void isMadeOnce() {
        TestingDevice.create(iam, "phone");

        iam.refuses(
                "EntityAlreadyExists",
                "MFA device already exists.",
                "CreateVirtualMFADevice",
                "VirtualMFADeviceName",
                "phone");
    }

    @Test
    void refusesASerialNumberThatIsTooLong() {
        var name = "n".repeat(250);
        iam.refuses(
                "ValidationError",
                "The serial number arn:aws:iam::123456789012:mfa/" + name
                        + " has more than 256 characters",
                "CreateVirtualMFADevice",
                "VirtualMFADeviceName",
                name);
    }

    @Test
    void areListedByWhetherTheyAreEnabled() {
        iam.createUser("Bob");
        TestingDevice.create(iam, "one").enable("Bob");
        TestingDevice.create(iam, "two");

        assertEquals(List.of(arn("one")), listed("Assigned"));
        assertEquals(List.of(arn("two")), listed("Unassigned"));
        assertEquals(List.of(arn("one"), arn("two")), listed("Any"));
        var device = iam.call("ListVirtualMFADevices", "AssignmentStatus", "Assigned")
                .structs("VirtualMFADevices")
                .getFirst();
        assertEquals(
                "arn:aws:iam::123456789012:user/Bob",
                device.struct("User").orElseThrow().requiredText("Arn"));
        assertEquals(TestingKeyward.START, device.time("EnableDate").orElseThrow());
    }

    private static String arn(String name) {
        return "arn:aws:iam::123456789012:mfa/" + name;
    }

    private List<String> listed(String status) {
        return texts(
                iam.call("ListVirtualMFADevices", "AssignmentStatus", status),
                "VirtualMFADevices",
                "SerialNumber");
    }

    @Test
    void areListedPageByPage() {
        var names = IntStream.range(0, 5).mapToObj(number -> "phone" + number).toList();
        names.forEach(name -> TestingDevice.create(iam, name));

        iam.assertPages(
                names.stream().map(VirtualMfaDeviceTest::arn).toList(),
                new PagedList("ListVirtualMFADevices", "VirtualMFADevices", "SerialNumber"));
    }

    @Test
    void isDeletedUnlessItIsEnabled() {
        iam.createUser("Bob");
        var device = TestingDevice.create(iam, "phone");
        device.enable("Bob");

        iam.refuses(
                "DeleteConflict",
                "MFA VirtualDevice in use. Must deactivate first.",
                "DeleteVirtualMFADevice",
                "SerialNumber",
                PHONE);
        iam.call("DeactivateMFADevice", "UserName", "Bob", "SerialNumber", PHONE);
        iam.call("DeleteVirtualMFADevice", "SerialNumber", PHONE);
        iam.refuses(
                "NoSuchEntity",
                "VirtualMFADevice with serial number " + PHONE + " doesn't exist.",
                "DeleteVirtualMFADevice",
                "SerialNumber",
                PHONE);
    }

    @Test
    void isNotForOtherAccounts() {
        TestingDevice.create(iam, "phone");
        var stranger = TestingKeyward.rootOf(TestingKeyward.OTHER_ACCOUNT);

        iam.refusesTo(
                stranger,
                "AccessDenied",
                "User: arn:aws:iam::210987654321:root is not authorized to perform:"
                        + " iam:DeleteVirtualMFADevice on this resource because no resource-based"
                        + " policy allows the iam:DeleteVirtualMFADevice action",
                "DeleteVirtualMFADevice",
                "SerialNumber",
                PHONE);
        assertEquals(
                List.of(),
                iam.callAs(stranger, "ListVirtualMFADevices").structs("VirtualMFADevices"));
    }

    @Test
    void ofAnyKindIsNotForGetMfaDevice() {
        TestingDevice.create(iam, "phone");
        for (var serialNumber : List.of(PHONE, "GAHT12345678")) {
            iam.refuses(
                    "ValidationError",
                    "The MFA device serial number sent in the request is invalid or not supported by"
                            + " this API. Currently, only hardware FIDO security keys are supported."
                            + " Please use the compatible device or API.",
                    "GetMFADevice",
                    "SerialNumber",
                    serialNumber);
        }
    }

    @Test
    void carriesTags() {
        TestingDevice.create(iam, "phone");

        iam.call("TagMFADevice", "SerialNumber", PHONE, "Tags", list(tag("team", "blue")));
        iam.call("TagMFADevice", "SerialNumber", PHONE, "Tags", list(tag("cost", "1")));
        assertEquals(List.of("cost", "team"), tags());
        iam.call("UntagMFADevice", "SerialNumber", PHONE, "TagKeys", list("team"));
        assertEquals(List.of("cost"), tags());
        iam.refuses(
                "NoSuchEntity",
                "VirtualMFADevice with serial number " + arn("none") + " doesn't exist.",
                "TagMFADevice",
                "SerialNumber",
                arn("none"),
                "Tags",
                list(tag("team", "blue")));
    }

    private List<String> tags() {
        return texts(iam.call("ListMFADeviceTags", "SerialNumber", PHONE), "Tags", "Key");
    }

    @Test
    void countsInTheSummaryOfTheAccount() {
        iam.createUser("Bob");
        TestingDevice.create(iam, "one").enable("Bob");
        TestingDevice.create(iam, "two");
        assertSummary(2, 1, 0);

        TestingDevice.create(iam, "three").enable("123456789012");
        assertSummary(3, 2, 1);
    }

    @Test
    void isToldOfInTheCredentialReport() {
        iam.createUser("Bob");
        iam.createUser("Eve");
        TestingDevice.create(iam, "one").enable("Bob");
        TestingDevice.create(iam, "two").enable("123456789012");

        iam.call("GenerateCredentialReport");
        var report = new String(
                iam.call("GetCredentialReport").requiredBlob("Content"), StandardCharsets.UTF_8);
        var active = report.lines()
                .map(line -> line.split(",", -1))
                .map(fields -> fields[0] + " " + fields[7])
                .toList();
        assertEquals(
                List.of("user mfa_active", "<root_account> true", "Bob true", "Eve false"), active);
    }

    private void assertSummary(int devices, int inUse, int ofRoot) {
        var summary = iam.call("GetAccountSummary").struct("SummaryMap").orElseThrow();
        assertEquals(devices, summary.integer("MFADevices").orElseThrow());
        assertEquals(inUse, summary.integer("MFADevicesInUse").orElseThrow());
        assertEquals(ofRoot, summary.integer("AccountMFAEnabled").orElseThrow());
    }
}
