package dev.keyward.server.iam.mfa;

import dev.keyward.server.TestingAuthenticator;
import dev.keyward.server.iam.TestingIam;

import java.time.Instant;

/** A device of {@link TestingIam} and the app that has its seed. */
record TestingDevice(TestingIam iam, String serialNumber, TestingAuthenticator app) {

    static TestingDevice create(TestingIam iam, String name) {
        var device = iam.call("CreateVirtualMFADevice", "VirtualMFADeviceName", name)
                .struct("VirtualMFADevice")
                .orElseThrow();
        return new TestingDevice(
                iam, device.requiredText("SerialNumber"), TestingAuthenticator.with(device));
    }

    /** What the app shows so many steps of 30 seconds from now. */
    String code(int steps) {
        return app.code(now().plusSeconds(30L * steps));
    }

    Instant now() {
        return iam.keyward().clock().instant();
    }

    /** The members of a request with the codes of step {@code second} and the one before it. */
    Object[] pair(String user, int second) {
        return new Object[] {
            "UserName",
            user,
            "SerialNumber",
            serialNumber,
            "AuthenticationCode1",
            code(second - 1),
            "AuthenticationCode2",
            code(second)
        };
    }

    void enable(String user) {
        iam.call("EnableMFADevice", pair(user, 0));
    }
}
