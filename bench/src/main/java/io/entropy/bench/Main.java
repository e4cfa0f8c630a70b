package io.entropy.bench;

import io.entropy.bench.events.EventsBench;
import io.entropy.bench.host.Workbench;
import io.entropy.bench.idle.IdleBench;
import io.entropy.bench.inject.InjectBench;
import io.entropy.bench.jitter.JitterBench;
import io.entropy.bench.latency.LatencyBench;
import io.entropy.bench.loss.LossBench;
import io.entropy.bench.loss.ModelBench;
import io.entropy.bench.ls.LsBench;
import io.entropy.bench.pause.PauseBench;
import io.entropy.bench.remote.RemoteBench;
import io.entropy.bench.soak.SoakBench;
import io.entropy.bench.start.StartBench;
import io.entropy.bench.store.StoreBench;
import io.entropy.bench.thousand.ThousandBench;
import io.entropy.bench.tick.TickBench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// `bench/run [NAME…]`: all benches but those that take too long, or those named. Exits with 1 when
/// something could not be measured; a target that was missed is printed and changes nothing.
public final class Main {
  private static final List<Bench> BENCHES =
      List.of(
          new InjectBench(),
          new StartBench(),
          new ThousandBench(),
          new TickBench(),
          new StoreBench(),
          new RemoteBench(),
          new EventsBench(),
          new LsBench(),
          new IdleBench(),
          new PauseBench(),
          new LatencyBench(),
          new LossBench(),
          new ModelBench(),
          new JitterBench(),
          new SoakBench());

  /// How long an interrupted bench may take to clean up.
  private static final Duration CLEAN_UP = Duration.ofSeconds(30);

  private static volatile boolean interrupted;

  private Main() {}

  public static void main(String[] names) throws IOException {
    List<String> known = BENCHES.stream().map(Bench::name).toList();
    List<String> unknown = List.of(names).stream().filter(n -> !known.contains(n)).toList();
    if (!unknown.isEmpty()) {
      System.err.println("there is no bench " + unknown + "; there are " + known);
      System.exit(2);
    }
    unwindWhenInterrupted(Thread.currentThread());
    System.out.println(machine());
    boolean measured = true;
    for (Bench bench : BENCHES) {
      if (!interrupted && asked(bench, List.of(names))) {
        measured &= measured(bench);
      }
    }
    if (!measured && !interrupted) {
      System.exit(1);
    }
  }

  private static boolean asked(Bench bench, List<String> names) {
    return names.isEmpty() ? !bench.onlyWhenNamed() : names.contains(bench.name());
  }

  private static boolean measured(Bench bench) {
    System.err.println("measuring " + bench.name() + " …");
    try (Workbench workbench = Workbench.open()) {
      bench.run(workbench).print(System.out);
      return true;
    } catch (Exception e) {
      if (!interrupted) {
        System.err.println(bench.name() + " could not be measured:");
        e.printStackTrace();
      }
      return false;
    }
  }

  /// Ctrl-C interrupts the bench, which takes away what it made, and waits for that.
  private static void unwindWhenInterrupted(Thread main) {
    Thread hook =
        new Thread(() -> {
          interrupted = true;
          main.interrupt();
          try {
            var _ = main.join(CLEAN_UP);
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
        });
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private static String machine() throws IOException {
    int cores = Runtime.getRuntime().availableProcessors();
    String load = Files.readString(Path.of("/proc/loadavg")).split(" ", -1)[0];
    String busy =
        Double.parseDouble(load) > cores / 2.0 ? "  (busy: times will be longer than idle)" : "";
    return "Java %s, Linux %s, %d cores, load %s%s"
        .formatted(Runtime.version(), System.getProperty("os.version"), cores, load, busy);
  }
}
