package io.entropy.agent.remote;

import io.entropy.security.Credentials;
import io.entropy.security.JoinToken;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Opens channels to managers, all on one network thread of its own: gRPC's default starts one for
/// each core, and ends slowly. Callbacks run on that thread, so they must not block. Any thread.
///
/// What a channel shows of itself is decided as it's opened: nothing at all without TLS, or the
/// credentials that there are then.
public final class ManagerChannels implements AutoCloseable {
  private static final int LARGEST_MESSAGE = 16 << 20;

  private final EventLoopGroup loop =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("manager-io", true), NioIoHandler.newFactory());

  private final Optional<Supplier<Credentials>> own;

  /// Channels without TLS, to managers of this machine.
  public ManagerChannels() {
    this(Optional.empty());
  }

  /// Channels by mTLS.
  ///
  /// @param own asked for each channel, since credentials are renewed
  public ManagerChannels(Supplier<Credentials> own) {
    this(Optional.of(own));
  }

  public ManagerChannels(Optional<Supplier<Credentials>> own) {
    this.own = own;
  }

  /// A channel that connects at its first call; the caller's to shut down.
  public ManagedChannel open(ManagerAddress address) {
    NettyChannelBuilder builder = builder(address);
    return own.isEmpty()
        ? builder.usePlaintext().build()
        : builder.sslContext(ClientTls.showing(own.get().get())).build();
  }

  /// One to a manager that is known by a token only, and that asks for no certificate.
  ManagedChannel open(ManagerAddress address, JoinToken token) {
    return builder(address).sslContext(ClientTls.pinnedTo(token)).build();
  }

  private NettyChannelBuilder builder(ManagerAddress address) {
    return NettyChannelBuilder.forAddress(address.host(), address.port())
        .directExecutor()
        .eventLoopGroup(loop)
        .channelType(NioSocketChannel.class)
        .maxInboundMessageSize(LARGEST_MESSAGE);
  }

  @Override
  public void close() {
    boolean _ =
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
  }
}
