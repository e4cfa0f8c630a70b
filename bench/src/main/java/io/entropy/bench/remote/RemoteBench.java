package io.entropy.bench.remote;

import io.entropy.agent.remote.ManagerAddress;
import io.entropy.agent.remote.ManagerChannels;
import io.entropy.api.v1.ControlGrpc;
import io.entropy.api.v1.DispatcherGrpc;
import io.entropy.api.v1.DispatcherGrpc.DispatcherBlockingStub;
import io.entropy.api.v1.InjectionReport;
import io.entropy.api.v1.ListTargetsRequest;
import io.entropy.api.v1.ReportRequest;
import io.entropy.api.v1.Requirement;
import io.entropy.api.v1.TargetSelector;
import io.entropy.bench.Bench;
import io.entropy.bench.host.Container;
import io.entropy.bench.host.Disk;
import io.entropy.bench.host.Workbench;
import io.entropy.bench.measure.Report;
import io.entropy.bench.measure.Samples;
import io.entropy.bench.measure.Unit;
import io.entropy.bench.platform.BareServer;
import io.entropy.bench.platform.EntropyProcess;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A roll of a manager's dice → the fault is active, at an agent in another process: over loopback,
/// on a durable store, on a real container. Beside a bare call and the disk's fsync, of which the
/// way has one for the injection and one for its undo.
public final class RemoteBench implements Bench {
  private static final int FAULTS = 200;
  private static final int WARM_UP = 30;
  private static final Duration GRID = Duration.ofMillis(400);
  private static final int CALLS = 2_000;
  private static final int FSYNCS = 200;
  private static final int FSYNC_BYTES = 256;

  @Override
  public String name() {
    return "remote";
  }

  @Override
  public Report run(Workbench bench) throws Exception {
    Container container = bench.container();
    Samples call = bareCall();
    Samples fsync = fsyncs(bench.folder("disk"));
    Rounds rounds;
    try (EntropyProcess manager = EntropyProcess.manager(bench);
        EntropyProcess agent = EntropyProcess.agent(bench, manager.address());
        ManagerChannels channels = new ManagerChannels()) {
      agent.awaitJoined();
      ManagedChannel channel = channels.open(ManagerAddress.read(manager.address()));
      awaitTarget(channel, container);
      rounds = new Rounds(channel, labelled(bench.label()));
      rounds.once(FAULTS, WARM_UP);
      rounds.onTheGrid(FAULTS, GRID);
      channel.shutdownNow();
    }
    double least = call.median() / 2 + 2 * fsync.median();
    Report report =
        new Report(
            "remote: a manager's roll → fault active at an agent in another process",
            List.of("", "p50", "p99", "n", ""));
    row(
        report,
        "roll → active in the kernel",
        rounds.rolled(),
        Report.times(rounds.rolled().median() / least) + " half a bare call and two fsyncs");
    row(
        report,
        "grid time → active, rolled 100 ms ahead",
        rounds.late(),
        "how late on the grid a fault begins; %d never did".formatted(rounds.missed()));
    row(
        report,
        "start called → event that it's verified",
        rounds.asked(),
        Report.times(rounds.asked().over(call)) + " a bare call; one clock, of the caller");
    row(report, "bare gRPC call, there and back", call, "grpc-java at both ends, loopback");
    return row(
            report, "fsync of 256 bytes", fsync, "the disk that the store and the journal are on")
        .note(
            "rolled: as the manager wrote the injection; active: as the agent had released it; two"
                + " processes' time of day");
  }

  private static Report row(Report report, String what, Samples samples, String beside) {
    return report.cells(
        what,
        Unit.MILLIS.format(samples.median()),
        Unit.MILLIS.format(samples.p99()),
        Integer.toString(samples.count()),
        beside);
  }

  private static TargetSelector labelled(String label) {
    String[] parts = label.split("=", 2);
    return TargetSelector.newBuilder()
        .addRequirements(
            Requirement.newBuilder()
                .setKey(parts[0])
                .setOperator(Requirement.Operator.EQUALS)
                .addValues(parts[1]))
        .build();
  }

  private static void awaitTarget(Channel channel, Container container)
      throws IOException, InterruptedException {
    var control = ControlGrpc.newBlockingStub(channel).withDeadlineAfter(30, TimeUnit.SECONDS);
    for (int i = 0; i < 100; i++) {
      var targets = control.listTargets(ListTargetsRequest.getDefaultInstance()).getTargetsList();
      if (targets.stream().anyMatch(t -> t.getId().equals(container.id()))) {
        return;
      }
      Thread.sleep(100);
    }
    throw new IOException("the agent doesn't tell of the container");
  }

  /// What an agent's report of an injection costs on a server that does nothing with it.
  private static Samples bareCall() throws IOException {
    Samples samples = new Samples();
    try (BareServer server = BareServer.answering();
        ManagerChannels channels = new ManagerChannels()) {
      ManagedChannel channel = channels.open(new ManagerAddress("127.0.0.1", server.port()));
      DispatcherBlockingStub calls = DispatcherGrpc.newBlockingStub(channel);
      ReportRequest request =
          ReportRequest.newBuilder()
              .setSessionId("session")
              .addReports(
                  io.entropy.api.v1.Report.newBuilder()
                      .setInjection(InjectionReport.newBuilder().setId("0123456789abcdef")))
              .build();
      for (int i = -CALLS; i < CALLS; i++) {
        long start = System.nanoTime();
        var _ = calls.report(request);
        if (i >= 0) {
          samples.add(System.nanoTime() - start);
        }
      }
      channel.shutdownNow();
    }
    return samples;
  }

  private static Samples fsyncs(Path folder) throws IOException {
    try (Disk disk = Disk.open(folder)) {
      for (int i = 0; i < FSYNCS; i++) {
        disk.append(FSYNC_BYTES);
      }
      return disk.times();
    }
  }
}
