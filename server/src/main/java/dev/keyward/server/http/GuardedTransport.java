package dev.keyward.server.http;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.InternetProtocolFamily;
import io.vertx.core.datagram.DatagramSocketOptions;
import io.vertx.core.net.TcpConfig;
import io.vertx.core.spi.transport.Transport;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The transport of a listener that load balancers call. A connection from anyone else is closed before a
 * byte of it is read, and each of theirs begins with a {@link ProxyHeaderGuard}, which stands before all
 * that Vert.x does with it.
 */
final class GuardedTransport implements Transport {

    private final Transport plain = io.vertx.core.transport.Transport.NIO.implementation();
    private final Predicate<SocketAddress> isTrusted;
    private final Duration patience;

    private GuardedTransport(TrustedPeers trusted, Duration patience) {
        this.isTrusted = trusted.test();
        this.patience = patience;
    }

    /** @param patience how long a connection's header may take */
    static io.vertx.core.transport.Transport of(TrustedPeers trusted, Duration patience) {
        return new Named(new GuardedTransport(trusted, patience));
    }

    private record Named(Transport implementation) implements io.vertx.core.transport.Transport {

        @Override
        public String name() {
            return "guarded";
        }

        @Override
        public boolean available() {
            return true;
        }

        @Override
        public @Nullable Throwable unavailabilityCause() {
            return null;
        }
    }

    /** Stands on the listening socket, before what gives new connections to their event loops. */
    private final class Arrivals extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            var arrival = (Channel) message;
            if (!isTrusted.test(arrival.remoteAddress())) {
                arrival.unsafe().closeForcibly();
                return;
            }
            arrival.pipeline().addFirst(new ProxyHeaderGuard(patience));
            context.fireChannelRead(arrival);
        }
    }

    @Override
    public ChannelFactory<? extends ServerChannel> serverChannelFactory(boolean domainSocket) {
        var factory = plain.serverChannelFactory(domainSocket);
        return () -> {
            var channel = factory.newChannel();
            channel.pipeline().addLast(new Arrivals());
            return channel;
        };
    }

    @Override
    public IoHandlerFactory ioHandlerFactory() {
        return plain.ioHandlerFactory();
    }

    @Override
    @SuppressWarnings("deprecation") // the interface asks for it
    public DatagramChannel datagramChannel(InternetProtocolFamily family) {
        return plain.datagramChannel(family);
    }

    @Override
    public ChannelFactory<? extends DatagramChannel> datagramChannelFactory() {
        return plain.datagramChannelFactory();
    }

    @Override
    public ChannelFactory<? extends Channel> channelFactory(boolean domainSocket) {
        return plain.channelFactory(domainSocket);
    }

    @Override
    public SocketAddress convert(io.vertx.core.net.SocketAddress address) {
        return plain.convert(address);
    }

    @Override
    public io.vertx.core.net.SocketAddress convert(SocketAddress address) {
        return plain.convert(address);
    }

    @Override
    public void configure(DatagramChannel channel, DatagramSocketOptions options) {
        plain.configure(channel, options);
    }

    @Override
    public void configure(TcpConfig config, boolean domainSocket, Bootstrap bootstrap) {
        plain.configure(config, domainSocket, bootstrap);
    }

    @Override
    public void configure(TcpConfig config, boolean domainSocket, ServerBootstrap bootstrap) {
        plain.configure(config, domainSocket, bootstrap);
    }
}
