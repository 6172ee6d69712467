package dev.keyward.server.main;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a started server says of itself.
 *
 * @param ports those that it listens on
 * @param crypto who computes
 */
record Greeting(Settings settings, FirstStart.Ready ready, Ports ports, String crypto) {

    /** @param loadBalancers that of load balancers, if they are listened to */
    record Ports(int front, Optional<Integer> loadBalancers) {}

    /** Enough for the whole screen of a person who starts a server for the first time. */
    String text() {
        var text = new StringBuilder();
        text.append("Keyward is ready at ").append(url()).append('\n');
        line(text, "account", ready.account().value());
        line(text, "root access key", ready.rootAccessKeyId());
        ready.made()
                .ifPresent(secret -> line(
                        text,
                        "root secret",
                        secret.use(bytes -> new String(
                                        bytes, java.nio.charset.StandardCharsets.US_ASCII))
                                + "   (shown this once; kept in " + credentials() + ")"));
        line(text, "data", settings.data().toAbsolutePath().normalize().toString());
        line(
                text,
                "root key",
                settings.rootKeyPassphrase().isPresent()
                        ? "sealed under the passphrase"
                        : "in the data directory, protected by file permissions only");
        line(text, "crypto", crypto);
        line(
                text,
                "enforced",
                "on every request: Signature Version 4; key policies, IAM policies, permissions"
                        + " boundaries, session policies, trust policies, grants, the policies of VPC"
                        + " endpoints, and the service and resource control policies of an"
                        + " organization together; nothing turns it off");
        line(text, "VPC endpoints", endpoints());
        line(
                text,
                "request quotas",
                settings.requestQuotas() ? "on, as AWS has them" : "off (AWS has them on)");
        if (isOpenToOthersInTheClear()) {
            line(
                    text,
                    "warning",
                    "other machines can reach this address and there is no TLS:"
                            + " plaintexts would cross the network in the clear");
        }
        return text.append("\nTry it:\n\n").append(commands()).append('\n').toString();
    }

    private String endpoints() {
        var own = settings.endpoints().ports().map(range -> "on the ports " + range);
        var proxied = ports.loadBalancers().map(port -> "through load balancers, on port " + port);
        var ways = Stream.of(own, proxied).flatMap(Optional::stream).toList();
        return ways.isEmpty() ? "none (endpoint-ports is not given)" : String.join("; ", ways);
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append("  %-16s %s%n".formatted(name, value));
    }

    /** Three lines to copy into a shell. */
    private String commands() {
        var aws = "aws --endpoint-url " + url() + " kms ";
        return """
                unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN AWS_PROFILE; \
                export AWS_SHARED_CREDENTIALS_FILE=%s AWS_DEFAULT_REGION=us-east-1%s
                KEY=$(%screate-key --query KeyMetadata.KeyId --output text)
                %sencrypt --key-id "$KEY" --plaintext SGVsbG8=
                """.formatted(quoted(credentials()), bundle(), aws, aws);
    }

    private String bundle() {
        return settings.endpoint()
                .tls()
                .map(files -> " AWS_CA_BUNDLE=" + quoted(files.certificate().toAbsolutePath()))
                .orElse("");
    }

    private Path credentials() {
        return settings.data()
                .resolve(FirstStart.ROOT_CREDENTIALS)
                .toAbsolutePath()
                .normalize();
    }

    private static String quoted(Path path) {
        return "'" + path.toString().replace("'", "'\\''") + "'";
    }

    private String url() {
        var scheme = settings.endpoint().tls().isPresent() ? "https" : "http";
        return scheme + "://" + host() + ":" + ports.front();
    }

    private String host() {
        return switch (settings.endpoint().bind()) {
            case "0.0.0.0" -> "127.0.0.1";
            case "::" -> "[::1]";
            case String bind when bind.contains(":") -> "[" + bind + "]";
            case String bind -> bind;
        };
    }

    private boolean isOpenToOthersInTheClear() {
        var bind = settings.endpoint().bind();
        var isLoopback = bind.startsWith("127.") || bind.equals("::1") || bind.equals("localhost");
        return !isLoopback && settings.endpoint().tls().isEmpty();
    }
}
