package io.entropy.agent.remote;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.TimeUnit;

/// Opens channels to managers, all on one network thread of its own: gRPC's default starts one for
/// each core, and ends slowly. Callbacks run on that thread, so they must not block. Any thread.
public final class ManagerChannels implements AutoCloseable {
  private static final int LARGEST_MESSAGE = 16 << 20;

  private final EventLoopGroup loop =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("manager-io", true), NioIoHandler.newFactory());

  /// A channel that connects at its first call; the caller's to shut down.
  public ManagedChannel open(ManagerAddress address) {
    return NettyChannelBuilder.forAddress(address.host(), address.port())
        .usePlaintext()
        .directExecutor()
        .eventLoopGroup(loop)
        .channelType(NioSocketChannel.class)
        .maxInboundMessageSize(LARGEST_MESSAGE)
        .build();
  }

  @Override
  public void close() {
    boolean _ =
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
  }
}
