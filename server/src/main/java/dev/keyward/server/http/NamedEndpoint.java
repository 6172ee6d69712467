package dev.keyward.server.http;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The VPC endpoint that a load balancer names in its header of the PROXY protocol.
 *
 * <p>Source: Elastic Load Balancing, User Guide for Network Load Balancers, "Proxy protocol": the type
 * {@code PP2_TYPE_AWS} with the subtype {@code PP2_SUBTYPE_AWS_VPCE_ID}.
 */
final class NamedEndpoint {

    private static final byte AWS = (byte) 0xEA;
    private static final byte VPCE_ID = 0x01;
    private static final Pattern ID = Pattern.compile("vpce-(?:[0-9a-f]{8}|[0-9a-f]{17})");

    private NamedEndpoint() {}

    /** The id; empty unless the header names exactly one endpoint. */
    static Optional<String> of(@Nullable List<Map.Entry<Buffer, Buffer>> header) {
        if (header == null) {
            return Optional.empty();
        }
        var named = header.stream().filter(NamedEndpoint::isOfEndpoint).toList();
        return named.size() == 1
                ? Optional.of(text(named.getFirst().getValue()))
                        .filter(id -> ID.matcher(id).matches())
                : Optional.empty();
    }

    private static boolean isOfEndpoint(Map.Entry<Buffer, Buffer> entry) {
        var type = entry.getKey();
        var value = entry.getValue();
        return type.length() == 1
                && type.getByte(0) == AWS
                && value.length() > 0
                && value.getByte(0) == VPCE_ID;
    }

    private static String text(Buffer value) {
        return new String(value.getBytes(1, value.length()), StandardCharsets.ISO_8859_1);
    }
}
