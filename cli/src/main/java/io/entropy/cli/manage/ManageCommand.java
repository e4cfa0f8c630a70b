package io.entropy.cli.manage;

import io.entropy.cli.store.StoreEndpoint;
import io.entropy.cli.store.StoreOption;
import io.entropy.injectors.spi.mode.FailureModes;
import io.entropy.server.Manager;
import io.entropy.server.ManagerOptions;
import io.entropy.store.Store;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `entropy manage`: serves users and agents until it's told to end.
@Command(
    name = "manage",
    description = {
      "Runs a manager: policies for any number of machines, each with an agent.",
      "Without --tls-dir everyone who reaches its port may break containers: it listens on loopback"
          + " only."
    },
    mixinStandardHelpOptions = true)
public final class ManageCommand implements Callable<Integer> {
  private static final String FIRST_ONLY =
      " Only with a new store; later 'entropy cluster update' changes it.";

  @Mixin private StoreOption store = new StoreOption();
  @Mixin private TlsOptions tls = new TlsOptions();

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      description =
          "A loopback address, any with --tls-dir; port 0 for one that is free (default:"
              + " 127.0.0.1:2476).")
  private @Nullable String listen;

  @Option(
      names = "--default-limit",
      paramLabel = "N|N%",
      description =
          "At most so many targets with a fault at once, for policies that set no limit."
              + FIRST_ONLY)
  private @Nullable String limit;

  @Option(
      names = "--default-min-healthy",
      paramLabel = "N|N%",
      description =
          "At least so many healthy targets without a fault, for policies that set none."
              + FIRST_ONLY)
  private @Nullable String minHealthy;

  @Option(
      names = "--max-active",
      paramLabel = "N|N%",
      description =
          "At most so many targets with a fault at once over all policies and nodes; percent of the"
              + " containers that run (default: no bound but the policies' own)."
              + FIRST_ONLY)
  private @Nullable String maxActive;

  @Override
  public Integer call() throws IOException, InterruptedException {
    ManagerOptions options = OptionsReader.read(listen, limit, minHealthy, maxActive, tls);
    StoreEndpoint endpoint = store.endpoint();
    Store opened = endpoint.openOrMake();
    Manager manager = start(opened, options);
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("manager-end")
                .unstarted(() -> {
                  manager.close();
                  opened.close();
                }));
    InetSocketAddress address = manager.address();
    System.out.printf(
        "The manager is at %s://%s:%d, its store in %s%n",
        options.tls().isPresent() ? "https" : "http",
        address.getAddress().getHostAddress(),
        address.getPort(),
        endpoint);
    manager
        .joinAddress()
        .ifPresent(join -> System.out.printf("Machines join at port %d%n", join.getPort()));
    System.out.flush();
    StoredBounds.differing(opened, options.bounds()).ifPresent(System.err::println);
    new CountDownLatch(1).await(); // until a signal ends the process
    throw new IllegalStateException("nobody counts down");
  }

  private static Manager start(Store store, ManagerOptions options)
      throws IOException, InterruptedException {
    try {
      return Manager.start(store, FailureModes.load(), options);
    } catch (IOException | RuntimeException e) {
      store.close();
      throw e;
    }
  }
}
