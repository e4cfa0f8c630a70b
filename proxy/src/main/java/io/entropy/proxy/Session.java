package io.entropy.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.Future;
import java.util.function.Consumer;

/// One connection through a proxy: a client's channel, the server's, and a link each way. All on
/// the event loop that both channels share.
final class Session {
  private final SocketChannel client;
  private final SocketChannel server;
  private final Link upstream;
  private final Link downstream;
  private final Traffic traffic;
  private final Consumer<Session> ended;
  private boolean over;

  /// @param ended called once when it's over
  Session(SocketChannel client, SocketChannel server, Traffic traffic, Consumer<Session> ended) {
    this.client = client;
    this.server = server;
    this.ended = ended;
    this.traffic = traffic;
    upstream = new Link(this, Direction.UPSTREAM, client, server);
    downstream = new Link(this, Direction.DOWNSTREAM, server, client);
  }

  /// Begins to carry data.
  void begin() {
    client.pipeline().addLast(new Reader(upstream));
    server.pipeline().addLast(new Reader(downstream));
    client.config().setAutoRead(true);
    server.config().setAutoRead(true);
  }

  Link link(Direction direction) {
    return switch (direction) {
      case UPSTREAM -> upstream;
      case DOWNSTREAM -> downstream;
    };
  }

  Traffic traffic() {
    return traffic;
  }

  boolean over() {
    return over;
  }

  /// Runs on the event loop.
  Future<?> run(Runnable task) {
    return client.eventLoop().submit(task);
  }

  /// Ends both connections now.
  void close() {
    if (!over) {
      over = true;
      upstream.discard();
      downstream.discard();
      var _ = client.close();
      var _ = server.close();
      ended.accept(this);
    }
  }

  /// Ends both connections now with a RST.
  void reset() {
    if (!over) {
      for (SocketChannel channel : new SocketChannel[] {client, server}) {
        if (channel.isOpen()) {
          channel.config().setSoLinger(0);
        }
      }
      close();
    }
  }

  /// Ends both when that one has sent all it was given.
  void closeWhenWritten(SocketChannel sink) {
    var _ =
        sink.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener((ChannelFutureListener) _ -> close());
  }

  /// Ends both when each direction has come to its end.
  void closeWhenDone() {
    if (upstream.done() && downstream.done()) {
      close();
    }
  }

  /// What a channel reads, given to its link.
  private final class Reader extends ChannelInboundHandlerAdapter {
    private final Link link;

    private Reader(Link link) {
      this.link = link;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      link.read((ByteBuf) message);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event instanceof ChannelInputShutdownEvent) {
        link.end();
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      close();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      // One side is broken, mostly reset by its peer: so is the other then.
      reset();
    }
  }
}
