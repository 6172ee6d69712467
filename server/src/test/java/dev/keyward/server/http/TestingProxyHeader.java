package dev.keyward.server.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Headers of the PROXY protocol, version 2, as load balancers send them, and as nobody should. */
final class TestingProxyHeader {

    private static final byte[] SIGNATURE = {
        0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A
    };

    private static final byte[] FROM_10_9_8_7 = {
        10, 9, 8, 7, 10, 0, 0, 1, 0x30, 0x39, 0x11, (byte) 0xD6
    };

    private static final int AWS = 0xEA;
    private static final int VPCE_ID = 0x01;

    private final ByteArrayOutputStream rest = new ByteArrayOutputStream();
    private int command = 0x21;
    private int family = 0x11;

    /** Of a client at 10.9.8.7. */
    static TestingProxyHeader ofIpv4() {
        var header = new TestingProxyHeader();
        header.rest.writeBytes(FROM_10_9_8_7);
        return header;
    }

    /** Of a client at 2001:db8::7. */
    static TestingProxyHeader ofIpv6() {
        var header = new TestingProxyHeader();
        header.family = 0x21;
        var client = new byte[16];
        client[0] = 0x20;
        client[1] = 0x01;
        client[2] = 0x0d;
        client[3] = (byte) 0xb8;
        client[15] = 7;
        header.rest.writeBytes(client);
        header.rest.writeBytes(client);
        header.rest.writeBytes(new byte[] {0x30, 0x39, 0x11, (byte) 0xD6});
        return header;
    }

    TestingProxyHeader command(int versionAndCommand) {
        command = versionAndCommand;
        return this;
    }

    TestingProxyHeader family(int other) {
        family = other;
        return this;
    }

    /** With the id of a VPC endpoint. */
    TestingProxyHeader through(String id) {
        var value = new ByteArrayOutputStream();
        value.write(VPCE_ID);
        value.writeBytes(id.getBytes(StandardCharsets.ISO_8859_1));
        return with(AWS, value.toByteArray());
    }

    TestingProxyHeader with(int type, byte[] value) {
        rest.write(type);
        rest.write(value.length >> 8);
        rest.write(value.length);
        rest.writeBytes(value);
        return this;
    }

    TestingProxyHeader raw(int... octets) {
        for (var octet : octets) {
            rest.write(octet);
        }
        return this;
    }

    /** As {@link RawClient} sends it: a character for each byte. */
    String text() {
        var all = new ByteArrayOutputStream();
        all.writeBytes(SIGNATURE);
        all.write(command);
        all.write(family);
        all.write(rest.size() >> 8);
        all.write(rest.size());
        all.writeBytes(rest.toByteArray());
        return all.toString(StandardCharsets.ISO_8859_1);
    }
}
