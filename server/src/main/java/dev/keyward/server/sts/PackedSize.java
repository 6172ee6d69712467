package dev.keyward.server.sts;

import dev.keyward.server.authorize.Compressed;

/**
 * How much of the room in a session token the session policies and tags of a request take. AWS
 * packs them in a form of its own; here they are compressed, and the room is that of the 2,048
 * characters that AWS allows for policies.
 */
final class PackedSize {

    private static final int ROOM_BYTES = 2048;
    private static final int PERCENT = 100;

    private PackedSize() {}

    /**
     * The size in percent of the room, rounded up.
     *
     * @throws dev.keyward.wire.ServiceException {@code PackedPolicyTooLarge} above 100
     */
    static int requireFitting(SessionInput input) {
        var plain = new StringBuilder();
        input.policies().inline().ifPresent(plain::append);
        input.policies().managed().forEach(arn -> plain.append(arn).append('\n'));
        input.tags()
                .forEach((key, value) ->
                        plain.append(key).append('\n').append(value).append('\n'));
        input.transitiveKeys().forEach(key -> plain.append(key).append('\n'));
        var percent = Math.ceilDiv(Compressed.of(plain.toString()).length * PERCENT, ROOM_BYTES);
        if (percent > PERCENT) {
            throw StsError.PACKED_POLICY_TOO_LARGE.because("Packed policy consumes " + percent
                    + "% of allotted space, please use smaller policy.");
        }
        return percent;
    }
}
