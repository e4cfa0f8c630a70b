package io.entropy.store.etcd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// One etcd process on loopback, that can be paused, killed, and started again on its data.
final class EtcdMember implements AutoCloseable {
  private final String client;
  private final List<String> command;
  private final Path log;
  private Process process;

  EtcdMember(String client, List<String> command, Path log) {
    this.client = client;
    this.command = List.copyOf(command);
    this.log = log;
    this.process = launch();
  }

  /// Its `host:port` for clients.
  String client() {
    return client;
  }

  private Process launch() {
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
          .start();
    } catch (IOException e) {
      throw new AssertionError(
          "etcd is not installed, so its tests can't run: ./dev setup installs it", e);
    }
  }

  void kill() {
    process.destroyForcibly();
    await();
  }

  void restart() {
    process = launch();
  }

  void pause() {
    signal("STOP");
  }

  void resume() {
    signal("CONT");
  }

  boolean isAlive() {
    return process.isAlive();
  }

  private void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }

  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void await() {
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        throw new AssertionError("etcd doesn't end");
      }
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }

  @Override
  public void close() {
    kill(); // works on a paused one too
  }
}
