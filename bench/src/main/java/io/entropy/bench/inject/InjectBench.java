package io.entropy.bench.inject;

import static io.entropy.bench.measure.Report.times;

import io.entropy.bench.Bench;
import io.entropy.bench.host.Container;
import io.entropy.bench.host.Disk;
import io.entropy.bench.host.Workbench;
import io.entropy.bench.measure.Report;
import io.entropy.bench.measure.Samples;
import io.entropy.bench.measure.Unit;
import java.nio.file.Path;

/// One drop into a running container and out of it again: in this process, by `nsenter nft`, and by
/// a sidecar container as Pumba and its kind do it; and the journal's fsync beside the disk's own.
public final class InjectBench implements Bench {
  private static final int WARM_UP = 300;
  private static final int ROUNDS = 360;
  private static final int A_SIDECAR_EVERY = 30;
  private static final int AN_NSENTER_EVERY = 6;

  private static final double KERNEL_MILLIS = 0.3;
  private static final double AGAINST_SIDECAR = 300;

  @Override
  public String name() {
    return "inject";
  }

  @Override
  public Report run(Workbench bench) throws Exception {
    Container container = bench.container();
    Path folder = bench.folder("inject");
    try (InProcess inProcess = InProcess.open(container, folder);
        Disk disk = Disk.open(folder)) {
      Peer nsenter = Peer.nsenter(container);
      Peer sidecar = Peer.sidecar(bench, container);
      Peer spawn = Peer.spawn();
      for (int i = 0; i < WARM_UP; i++) {
        ours(inProcess, disk);
      }
      inProcess.forget();
      disk.forget();
      for (int i = 1; i <= ROUNDS; i++) {
        ours(inProcess, disk);
        if (i % AN_NSENTER_EVERY == 0) {
          inProcess.first();
          nsenter.round();
          spawn.round();
        }
        if (i % A_SIDECAR_EVERY == 0) {
          sidecar.round();
        }
      }
      Report report = new Report("inject: one drop in a running container", Unit.MILLIS);
      ours(report, inProcess, disk.times());
      return peers(report, inProcess.stepsAlone(), nsenter, sidecar, spawn);
    }
  }

  private static void ours(InProcess inProcess, Disk disk) throws Exception {
    inProcess.alone();
    disk.append(inProcess.undoBytes());
    inProcess.besideAnother();
  }

  private static void ours(Report report, InProcess inProcess, Samples disk) {
    Steps steps = inProcess.stepsAlone();
    Steps beside = inProcess.stepsBesideAnother();
    Samples undo = steps.undo();
    Samples done = steps.done();
    var _ =
        report
            .row("inject   plan", steps.plan())
            .row("         journal: undo, fsync", undo, times(undo.over(disk)) + " the disk's own")
            .row("         kernel: apply", steps.apply(), "arms; enters the namespace unless held")
            .row("         kernel: release", steps.release(), "the lease: packets are hit")
            .row("         kernel together", steps.kernelInject())
            .row("         read back", steps.verify())
            .row("revert   kernel: end", steps.end(), "the lease")
            .row("         kernel: observe", steps.observe())
            .row("         kernel: revert", steps.revert(), "rules, table, socket")
            .row("         kernel together", steps.kernelRevert())
            .row("         journal: done, fsync", done, times(done.over(disk)) + " the disk's own")
            .row("kernel, inject: first in the namespace", inProcess.kernelFirst())
            .row("                beside another fault", beside.kernelInject())
            .row("kernel, revert: beside another fault", beside.kernelRevert())
            .row("disk     write and fsync of as much", disk);
  }

  private static Report peers(Report report, Steps steps, Peer nsenter, Peer sidecar, Peer spawn) {
    Samples inject = steps.kernelInject();
    Samples revert = steps.kernelRevert();
    double ratio = Math.min(sidecar.injects().over(inject), sidecar.reverts().over(revert));
    boolean fast = Math.max(inject.median(), revert.median()) <= KERNEL_MILLIS * 1e6;
    return report
        .row("sidecar  inject", sidecar.injects(), against(sidecar.injects(), inject))
        .row("         revert", sidecar.reverts(), against(sidecar.reverts(), revert))
        .row("nsenter  inject", nsenter.injects(), against(nsenter.injects(), inject))
        .row("         revert", nsenter.reverts(), against(nsenter.reverts(), revert))
        .row("`true`", spawn.injects(), "a process: part of nsenter and sidecar")
        .row("`docker version`", spawn.reverts(), "asking the engine: part of sidecar")
        .note("sidecar: docker run --rm --network container:… of an image of nft; all interleaved")
        .verdict(
            fast,
            "kernel part ≤ 0.3 ms",
            "inject %s, revert %s"
                .formatted(
                    Unit.MILLIS.format(inject.median()), Unit.MILLIS.format(revert.median())))
        .verdict(ratio >= AGAINST_SIDECAR, "≥ 300× the sidecar", times(ratio));
  }

  private static String against(Samples peer, Samples kernel) {
    return times(peer.over(kernel)) + " our kernel part";
  }
}
