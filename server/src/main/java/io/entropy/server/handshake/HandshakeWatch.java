package io.entropy.server.handshake;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/// Sees how one connection's handshake ends. The connection's network thread.
public final class HandshakeWatch extends ChannelInboundHandlerAdapter {
  private final HandshakeLog log;

  public HandshakeWatch(HandshakeLog log) {
    this.log = log;
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof SslHandshakeCompletionEvent handshake) {
      if (!handshake.isSuccess()) {
        log.failed(host(context.channel().remoteAddress()), handshake.cause());
      }
      context.pipeline().remove(this);
    }
    context.fireUserEventTriggered(event);
  }

  private static String host(SocketAddress address) {
    return address instanceof InetSocketAddress internet
        ? internet.getAddress().getHostAddress()
        : String.valueOf(address);
  }
}
