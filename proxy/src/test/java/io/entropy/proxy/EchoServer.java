package io.entropy.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/// A server on loopback that sends back what it gets, and passes on the end of the stream.
final class EchoServer implements AutoCloseable {
  private final ServerSocket listener = new ServerSocket(0, 512, InetAddress.getLoopbackAddress());

  EchoServer() throws IOException {
    Thread.ofVirtual().name("echo").start(this::accept);
  }

  String address() {
    return "127.0.0.1:" + listener.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        Thread.ofVirtual().name("echo-connection").start(() -> echo(socket));
      }
    } catch (IOException _) {
      // Closed.
    }
  }

  private static void echo(Socket socket) {
    try (socket;
        InputStream in = socket.getInputStream()) {
      var _ = in.transferTo(socket.getOutputStream());
      socket.shutdownOutput();
    } catch (IOException _) {
      // The test ended it.
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
