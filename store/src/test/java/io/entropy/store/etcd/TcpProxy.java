package io.entropy.store.etcd;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A port of loopback that leads to another one, until it's cut.
public final class TcpProxy implements AutoCloseable {
  private final ServerSocket listener;
  private final InetSocketAddress target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile boolean refusing;
  private volatile boolean mute;

  public TcpProxy(String target) throws IOException {
    String[] parts = target.split(":", -1);
    this.target = new InetSocketAddress(parts[0], Integer.parseInt(parts[1]));
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().name("proxy").start(this::accept);
  }

  public String address() {
    return "127.0.0.1:" + listener.getLocalPort();
  }

  private void accept() {
    while (true) {
      try {
        Socket client = listener.accept();
        sockets.add(client);
        if (refusing) {
          client.close();
          continue;
        }
        var server = new Socket();
        sockets.add(server);
        server.connect(target);
        Thread.ofVirtual().start(() -> copy(client, server, false));
        Thread.ofVirtual().start(() -> copy(server, client, true));
      } catch (IOException e) {
        if (listener.isClosed()) {
          return;
        }
      }
    }
  }

  private void copy(Socket from, Socket to, boolean answers) {
    try (from;
        to) {
      byte[] buffer = new byte[1 << 16];
      int count = from.getInputStream().read(buffer);
      while (count >= 0) {
        if (!answers || !mute) {
          to.getOutputStream().write(buffer, 0, count);
        }
        count = from.getInputStream().read(buffer);
      }
    } catch (IOException e) {
      return; // cut: both are closed
    }
  }

  /// Drops every answer from now on, until [#heal] makes an end of those connections.
  public void mute() {
    mute = true;
  }

  /// Cuts every connection; new ones are let through.
  void cut() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    sockets.clear();
  }

  /// Cuts every connection, and new ones at once, until [#heal].
  public void sever() throws IOException {
    refusing = true;
    cut();
  }

  /// Lets new connections through, and ends those that answers are missing from.
  public void heal() throws IOException {
    refusing = false;
    if (mute) {
      cut();
      mute = false;
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    sever();
  }
}
