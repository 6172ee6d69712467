package dev.keyward.conformance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * Does what a load balancer does: hands connections on, each after a header of the PROXY protocol that
 * names a VPC endpoint and a client at 10.9.8.7.
 */
final class StandInLoadBalancer implements AutoCloseable {

    private static final byte[] START = {
        0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A, 0x21, 0x11
    };

    private static final byte[] ADDRESSES = {10, 9, 8, 7, 10, 0, 0, 1, 0x30, 0x39, 0x11, 0x50};

    private static final int AWS = 0xEA;
    private static final int VPCE_ID = 0x01;

    private final ServerSocket listening;
    private final int target;
    private final byte[] header;

    StandInLoadBalancer(int target, String endpointId) throws IOException {
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.target = target;
        this.header = header(endpointId);
        Thread.ofVirtual().start(this::accept);
    }

    private static byte[] header(String endpointId) {
        var id = endpointId.getBytes(StandardCharsets.US_ASCII);
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(START);
        bytes.write(0);
        bytes.write(ADDRESSES.length + 3 + 1 + id.length);
        bytes.writeBytes(ADDRESSES);
        bytes.write(AWS);
        bytes.write(0);
        bytes.write(1 + id.length);
        bytes.write(VPCE_ID);
        bytes.writeBytes(id);
        return bytes.toByteArray();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort());
    }

    private void accept() {
        try {
            while (true) {
                var client = listening.accept();
                var server = new Socket(InetAddress.getLoopbackAddress(), target);
                server.getOutputStream().write(header);
                relay(client, server);
                relay(server, client);
            }
        } catch (IOException closed) {
            // The test is over, or the server turned a connection away, which its client notices.
        }
    }

    private static void relay(Socket from, Socket to) {
        Thread.ofVirtual().start(() -> {
            try (from;
                    to;
                    InputStream in = from.getInputStream();
                    OutputStream out = to.getOutputStream()) {
                in.transferTo(out);
            } catch (IOException ended) {
                // One side ended the connection; both sockets are closed with it.
            }
        });
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
