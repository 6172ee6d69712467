package dev.keyward.server.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client that writes what it is told, however wrong. */
final class RawClient implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;

    RawClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    RawClient send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return this;
    }

    /** No more is sent, while the answer can still be read. */
    RawClient finish() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /** Status line, headers and as much of a body as its length says. */
    String readAnswer() throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            var next = socket.getInputStream().read();
            if (next < 0) {
                return head.toString();
            }
            head.append((char) next);
        }
        var lower = head.toString().toLowerCase(java.util.Locale.ROOT);
        var length = lower.indexOf("content-length: ");
        if (length >= 0) {
            var end = lower.indexOf("\r\n", length);
            var bytes = Integer.parseInt(lower.substring(length + 16, end));
            head.append(new String(
                    socket.getInputStream().readNBytes(bytes), StandardCharsets.ISO_8859_1));
        }
        return head.toString();
    }

    /** Everything until the server closes the connection; an abrupt end counts as one. */
    String readAll() throws IOException {
        var all = new StringBuilder();
        try {
            for (var next = socket.getInputStream().read();
                    next >= 0;
                    next = socket.getInputStream().read()) {
                all.append((char) next);
            }
        } catch (java.net.SocketTimeoutException e) {
            throw new AssertionError("the server kept the connection, after " + all, e);
        } catch (IOException reset) {
            all.append(" (reset)");
        }
        return all.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
