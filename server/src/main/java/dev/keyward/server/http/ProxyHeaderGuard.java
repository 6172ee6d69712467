package dev.keyward.server.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lets a connection pass that begins with a whole header of version 2 of the PROXY protocol, for a TCP
 * connection that was really forwarded; any other is closed. The header itself is left for Vert.x to read.
 *
 * <p>Limits: {@value #MOST_BYTES} bytes, and as a whole the time that is given.
 *
 * <p>Source: "The PROXY protocol", versions 1 and 2, section 2.2.
 */
final class ProxyHeaderGuard extends ByteToMessageDecoder {

    static final int MOST_BYTES = 1024;

    private static final byte[] SIGNATURE = {
        0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A
    };

    /** Version 2 and the command PROXY; a connection of the load balancer's own has the command LOCAL. */
    private static final int PROXIED = 0x21;

    private static final int TCP_OVER_IPV4 = 0x11;
    private static final int TCP_OVER_IPV6 = 0x21;
    private static final int ADDRESSES_OF_IPV4 = 12;
    private static final int ADDRESSES_OF_IPV6 = 36;
    private static final int FIXED_PART = SIGNATURE.length + 4;

    private final Duration patience;
    private @Nullable Future<?> deadline;

    ProxyHeaderGuard(Duration patience) {
        this.patience = patience;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) throws Exception {
        deadline = context.executor()
                .schedule(
                        () -> {
                            var _ = context.close();
                        },
                        patience.toMillis(),
                        TimeUnit.MILLISECONDS);
        super.channelActive(context);
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext context) {
        if (deadline != null) {
            deadline.cancel(false);
        }
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (!beginsWell(in)) {
            refuse(context, in);
            return;
        }
        var start = in.readerIndex();
        if (in.readableBytes() < FIXED_PART) {
            return;
        }
        var length = in.getUnsignedShort(start + SIGNATURE.length + 2);
        var least = in.getUnsignedByte(start + SIGNATURE.length + 1) == TCP_OVER_IPV4
                ? ADDRESSES_OF_IPV4
                : ADDRESSES_OF_IPV6;
        if (length < least || FIXED_PART + length > MOST_BYTES) {
            refuse(context, in);
        } else if (in.readableBytes() >= FIXED_PART + length) {
            context.pipeline().remove(this); // which hands on what was read
        }
    }

    /** Whether all that is there of the first bytes is as it must be. */
    private static boolean beginsWell(ByteBuf in) {
        var count = in.readableBytes();
        for (var index = 0; index < Math.min(count, FIXED_PART - 2); index++) {
            int each = in.getUnsignedByte(in.readerIndex() + index);
            var isRight = switch (index - SIGNATURE.length) {
                case 0 -> each == PROXIED;
                case 1 -> each == TCP_OVER_IPV4 || each == TCP_OVER_IPV6;
                default -> each == SIGNATURE[index];
            };
            if (!isRight) {
                return false;
            }
        }
        return true;
    }

    private static void refuse(ChannelHandlerContext context, ByteBuf in) {
        in.skipBytes(in.readableBytes());
        var _ = context.close();
    }
}
