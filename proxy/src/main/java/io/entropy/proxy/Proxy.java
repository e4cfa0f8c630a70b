package io.entropy.proxy;

import com.google.gson.JsonObject;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A listening port whose connections go to an upstream through toxics. Any thread, one at a time.
final class Proxy {
  private final EventLoopGroup loops;
  private final String name;
  private final Toxics toxics;
  private final Traffic traffic = new Traffic();
  private String listen;
  private volatile String upstream;
  private volatile @Nullable Channel listener;

  Proxy(EventLoopGroup loops, Leases leases, String name, String listen, String upstream) {
    this.loops = loops;
    this.name = name;
    this.listen = listen;
    this.upstream = upstream;
    this.toxics = new Toxics(leases);
  }

  String name() {
    return name;
  }

  Toxics toxics() {
    return toxics;
  }

  Traffic traffic() {
    return traffic;
  }

  boolean enabled() {
    return listener != null;
  }

  synchronized boolean is(String otherListen, String otherUpstream) {
    return listen.equals(otherListen) && upstream.equals(otherUpstream);
  }

  /// Changes it, which ends its connections. It goes on listening where it does: the port could be
  /// somebody else's by the time it listened again.
  synchronized void update(String newListen, String newUpstream, boolean enable)
      throws ApiException {
    if (!listen.equals(newListen)) {
      stop();
      listen = newListen;
    }
    if (!upstream.equals(newUpstream)) {
      upstream = newUpstream;
      endSessions();
    }
    if (enable) {
      start();
    } else {
      stop();
    }
  }

  /// Listens, unless it does.
  synchronized void start() throws ApiException {
    if (listener != null) {
      return;
    }
    InetSocketAddress address = Address.read(listen).resolve();
    if (address.isUnresolved()) {
      throw new ApiException(
          500, "listen tcp: lookup " + address.getHostString() + ": no such host");
    }
    ChannelFuture bound =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.AUTO_READ, false)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
            .childHandler(new Accepting())
            .bind(address)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new ApiException(
          500, "listen tcp " + listen + ": bind: " + String.valueOf(bound.cause().getMessage()));
    }
    listener = bound.channel();
    listen = Address.format((InetSocketAddress) bound.channel().localAddress());
  }

  /// Stops listening and ends its connections, unless it doesn't.
  synchronized void stop() {
    Channel open = listener;
    if (open == null) {
      return;
    }
    listener = null;
    open.close().awaitUninterruptibly();
    endSessions();
  }

  private void endSessions() {
    List<Future<?>> closing = new ArrayList<>();
    toxics.sessions().forEach(session -> closing.add(session.run(session::close)));
    closing.forEach(f -> f.awaitUninterruptibly(5, TimeUnit.SECONDS));
  }

  synchronized String line() {
    String from = enabled() ? listen : "nowhere, for it's disabled,";
    return "Proxy %s leads from %s to %s".formatted(name, from, upstream);
  }

  synchronized JsonObject toJson() {
    JsonObject json = new JsonObject();
    json.addProperty("name", name);
    json.addProperty("listen", listen);
    json.addProperty("upstream", upstream);
    json.addProperty("enabled", enabled());
    json.add("toxics", toxics.toJson());
    return json;
  }

  /// On the client's event loop, which becomes the session's.
  private void connect(SocketChannel client) {
    String towards = upstream;
    Address to;
    try {
      to = Address.read(towards);
    } catch (ApiException _) {
      // It can only be what the API was given; the client sees what it would of a wrong address.
      var _ = client.close();
      return;
    }
    new Bootstrap()
        .group(client.eventLoop())
        .channel(NioSocketChannel.class)
        .option(ChannelOption.AUTO_READ, false)
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
        .handler(new ChannelInboundHandlerAdapter())
        .connect(to.host().isEmpty() ? "localhost" : to.host(), to.port())
        .addListener(connected -> {
          ChannelFuture future = (ChannelFuture) connected;
          if (future.isSuccess() && client.isActive() && leadsTo(towards)) {
            carry(client, (SocketChannel) future.channel(), towards);
          } else {
            var _ = client.close();
            var _ = future.channel().close();
          }
        });
  }

  private void carry(SocketChannel client, SocketChannel server, String towards) {
    Session session = new Session(client, server, traffic, toxics::leave);
    toxics.join(session);
    if (leadsTo(towards)) {
      session.begin();
    } else {
      // It was stopped or changed meanwhile, and whoever did that may have missed this one.
      session.close();
    }
  }

  private boolean leadsTo(String there) {
    return enabled() && upstream.equals(there);
  }

  @ChannelHandler.Sharable
  private final class Accepting extends ChannelInitializer<SocketChannel> {
    @Override
    protected void initChannel(SocketChannel client) {
      client
          .pipeline()
          .addLast(
              new ChannelInboundHandlerAdapter() {
                @Override
                public void channelActive(ChannelHandlerContext context) {
                  connect(client);
                }
              });
    }
  }
}
