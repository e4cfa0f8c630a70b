package io.entropy.cli.proxy;

import io.entropy.cli.CommandException;
import io.entropy.cli.ExitCode;
import io.entropy.proxy.ProxyConfig;
import io.entropy.proxy.ProxyServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `entropy proxy`: serves the Toxiproxy HTTP API until it's told to end.
@Command(
    name = "proxy",
    description = {
      "Runs a TCP proxy that speaks the Toxiproxy HTTP API, for the modes that need one.",
      "It is at /version, /proxies, /populate, /reset and /metrics of its port, as"
          + " toxiproxy-server's is; besides, a toxic may have a lease_ms, after which it ends"
          + " unless that is renewed.",
      "Everyone who reaches its port may redirect what goes through it: keep it on loopback."
    },
    mixinStandardHelpOptions = true)
public final class ProxyCommand implements Callable<Integer> {
  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "Where the API listens (default: ${DEFAULT-VALUE}).")
  private String host = ProxyConfig.HOST;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "The API's port; 0 for any that is free (default: ${DEFAULT-VALUE}).")
  private int port = ProxyConfig.PORT;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The proxies to begin with, as JSON, as toxiproxy-server takes them.")
  private @Nullable Path config;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (port < 0 || port > 65535) {
      throw new CommandException(
          ExitCode.USAGE, "--port: `%d` isn't a port; expected 0 to 65535".formatted(port));
    }
    ProxyServer server =
        ProxyServer.start(new ProxyConfig(host, port, Optional.ofNullable(config)));
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().name("proxy-end").unstarted(server::close));
    server.proxies().forEach(System.out::println);
    System.out.printf("The API is at http://%s:%d%n", server.host(), server.port());
    System.out.flush();
    new CountDownLatch(1).await(); // until a signal ends the process
    throw new IllegalStateException("nobody counts down");
  }
}
