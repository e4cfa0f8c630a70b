package io.entropy.bench.inject;

import io.entropy.agent.journal.Journal;
import io.entropy.agent.journal.StateDir;
import io.entropy.agent.runtime.DockerRuntime;
import io.entropy.agent.runtime.EngineEndpoint;
import io.entropy.api.v1.Target;
import io.entropy.bench.host.Container;
import io.entropy.bench.measure.Samples;
import io.entropy.injectors.spi.ActiveFault;
import io.entropy.injectors.spi.InjectionRequest;
import io.entropy.injectors.spi.Injector;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.InjectorProvider;
import io.entropy.injectors.spi.Reverted;
import io.entropy.injectors.spi.Undo;
import io.entropy.injectors.spi.mode.FailureModes;
import io.entropy.injectors.spi.mode.Parameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/// The steps that an injection's thread takes in the agent (its `Placement`), in that order, on the
/// real injector and journal.
final class InProcess implements AutoCloseable {
  private static final String MODE = "recv_drop";
  private static final Duration LEASE = Duration.ofSeconds(3);

  private final DockerRuntime runtime;
  private final InjectorContext context;
  private final Journal journal;
  private final Path journalFile;
  private final Injector injector;
  private final Parameters parameters;
  private final Target target;
  private Steps alone = Steps.none();
  private Steps beside = Steps.none();
  private Samples first = new Samples();
  private int undoBytes;

  private InProcess(DockerRuntime runtime, InjectorContext context, Path folder, Target target)
      throws IOException {
    this.runtime = runtime;
    this.context = context;
    this.journal = Journal.create(new StateDir(folder), context.session());
    this.journalFile = folder.resolve("journal").resolve(context.session() + ".journal");
    InjectorProvider provider = FailureModes.load().provider(MODE).orElseThrow();
    this.injector = provider.open(context);
    this.parameters = provider.mode().read(Map.of());
    this.target = target;
  }

  static InProcess open(Container container, Path folder) throws Exception {
    DockerRuntime runtime = DockerRuntime.open(EngineEndpoint.of(null, System.getenv()));
    Target target = runtime.inspect(container.id()).orElseThrow();
    return new InProcess(runtime, new InjectorContext(newSession(), runtime), folder, target);
  }

  private static String newSession() {
    return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
  }

  /// Injects the only fault of its namespace, reads it back and reverts it.
  void alone() throws InjectorException, IOException {
    round(alone);
  }

  /// The same while another fault is armed there.
  void besideAnother() throws InjectorException, IOException {
    InjectionRequest other = new InjectionRequest("another", target, parameters);
    Undo undo = injector.plan(other);
    var _ = injector.apply(other, undo);
    try {
      round(beside);
    } finally {
      var _ = injector.revert(undo);
    }
  }

  /// The same as another process's first fault: nothing holds the namespace open yet.
  void first() throws InjectorException {
    try (InjectorContext fresh = new InjectorContext(newSession(), runtime)) {
      Injector other = FailureModes.load().provider(MODE).orElseThrow().open(fresh);
      InjectionRequest request = new InjectionRequest("first", target, parameters);
      Undo undo = other.plan(request);
      long start = System.nanoTime();
      ActiveFault fault = other.apply(request, undo);
      fault.release(LEASE);
      first.add(System.nanoTime() - start);
      var _ = other.revert(undo);
    }
  }

  private void round(Steps steps) throws InjectorException, IOException {
    InjectionRequest request = new InjectionRequest("bench", target, parameters);
    long before = undoBytes == 0 ? Files.size(journalFile) : 0;
    long start = System.nanoTime();
    Undo undo = injector.plan(request);
    start = lap(steps.plan(), start);
    Journal.Entry entry = journal.undo(undo);
    start = lap(steps.undo(), start);
    ActiveFault fault = injector.apply(request, undo);
    start = lap(steps.apply(), start);
    fault.release(LEASE);
    start = lap(steps.release(), start);
    boolean active = fault.verify().active();
    start = lap(steps.verify(), start);
    fault.end();
    start = lap(steps.end(), start);
    var _ = fault.observe();
    start = lap(steps.observe(), start);
    Reverted reverted = injector.revert(undo);
    start = lap(steps.revert(), start);
    if (undoBytes == 0) {
      undoBytes = Math.toIntExact(Files.size(journalFile) - before);
      start = System.nanoTime();
    }
    entry.done();
    long _ = lap(steps.done(), start);
    if (!active || !(reverted instanceof Reverted.Removed)) {
      throw new IOException("no fault was measured: active " + active + ", " + reverted);
    }
  }

  private static long lap(Samples samples, long start) {
    long now = System.nanoTime();
    samples.add(now - start);
    return System.nanoTime();
  }

  /// How much the journal writes before an injection.
  int undoBytes() {
    return undoBytes;
  }

  /// Of faults that were the only one in the namespace.
  Steps stepsAlone() {
    return alone;
  }

  /// Of faults beside another.
  Steps stepsBesideAnother() {
    return beside;
  }

  /// From the undo record to the first packet that is hit, of first faults.
  Samples kernelFirst() {
    return first;
  }

  void forget() {
    alone = Steps.none();
    beside = Steps.none();
    first = new Samples();
  }

  @Override
  public void close() throws IOException {
    try (runtime;
        context) {
      journal.close();
    }
  }
}
