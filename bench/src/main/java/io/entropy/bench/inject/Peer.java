package io.entropy.bench.inject;

import io.entropy.bench.host.Command;
import io.entropy.bench.host.Container;
import io.entropy.bench.host.Workbench;
import io.entropy.bench.measure.Samples;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Another way to make the same fault and to undo it: two commands.
final class Peer {
  private static final String NFT = "/usr/sbin/nft";

  /// What ours does, but for the lease that nft's users go without.
  private static final String DROP =
      "add table inet bench_peer; "
          + "add chain inet bench_peer in { type filter hook input priority -300 ; }; "
          + "add rule inet bench_peer in iifname != \"lo\" counter drop";

  private static final String UNDO = "delete table inet bench_peer";

  /// Libraries, and the loader, in what `ldd` prints.
  private static final Pattern LIBRARY = Pattern.compile("(/\\S+) \\(0x");

  private final Command inject;
  private final Command revert;
  private final Samples injects = new Samples();
  private final Samples reverts = new Samples();

  private Peer(Command inject, Command revert) {
    this.inject = inject;
    this.revert = revert;
  }

  static Peer nsenter(Container container) {
    String pid = Long.toString(container.pid());
    return new Peer(
        Command.of("nsenter", "-t", pid, "-n", NFT, "-f", "-").input(DROP),
        Command.of("nsenter", "-t", pid, "-n", NFT, "-f", "-").input(UNDO));
  }

  /// A container in the target's network namespace for each of both.
  static Peer sidecar(Workbench bench, Container container)
      throws IOException, InterruptedException {
    String image = image(bench);
    return new Peer(sidecar(bench, container, image, DROP), sidecar(bench, container, image, UNDO));
  }

  private static Command sidecar(
      Workbench bench, Container container, String image, String ruleset) {
    return Command.of(
        "docker",
        "run",
        "--rm",
        "--label",
        bench.label(),
        "--cap-add",
        "NET_ADMIN",
        "--network",
        "container:" + container.id(),
        image,
        ruleset);
  }

  private static String image(Workbench bench) throws IOException, InterruptedException {
    Path context = bench.folder("sidecar-image");
    List<String> copy = new ArrayList<>(List.of("cp", "-L", "--parents", NFT));
    Matcher libraries = LIBRARY.matcher(Command.of("ldd", NFT).run());
    while (libraries.find()) {
      copy.add(libraries.group(1));
    }
    copy.add(context.toString());
    String _ = Command.of(copy).run();
    return bench.image("nft", context, "COPY . /\nENTRYPOINT [\"" + NFT + "\"]\n");
  }

  /// What each of the others pays before it does anything: a process, and one that asks the engine
  /// something.
  static Peer spawn() {
    return new Peer(Command.of("true"), Command.of("docker", "version"));
  }

  void round() throws IOException, InterruptedException {
    injects.add(inject.time());
    reverts.add(revert.time());
  }

  Samples injects() {
    return injects;
  }

  Samples reverts() {
    return reverts;
  }
}
