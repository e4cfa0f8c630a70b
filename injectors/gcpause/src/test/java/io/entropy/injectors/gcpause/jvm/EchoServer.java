package io.entropy.injectors.gcpause.jvm;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;

/// What runs in a target's JVM: sends back whatever it gets, on port 7777. Knows no class but those
/// of java.base, and no language feature after Java 17.
final class EchoServer {
  private EchoServer() {}

  public static void main(String[] arguments) throws IOException {
    try (ServerSocket server = new ServerSocket(7777)) {
      while (true) {
        Socket socket = server.accept();
        Thread thread = new Thread(() -> echo(socket));
        thread.setDaemon(true);
        thread.start();
      }
    }
  }

  private static void echo(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      byte[] buffer = new byte[64];
      int got = socket.getInputStream().read(buffer);
      while (got > 0) {
        socket.getOutputStream().write(buffer, 0, got);
        got = socket.getInputStream().read(buffer);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
