package io.entropy.injectors.gcpause.pause;

import io.entropy.api.v1.MechanismStatus;
import io.entropy.injectors.gcpause.pause.PauseMode.Method;
import io.entropy.injectors.gcpause.standstill.Watched;
import io.entropy.injectors.kernel.process.Freezers;
import io.entropy.injectors.kernel.process.Way;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.InjectorException.Code;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which ways this host has to make a container stand still. Reads only.
final class Ways {
  private static final String UNIX = "unix://";
  private static final String DEFAULT_SOCKET = "/var/run/docker.sock";

  private Ways() {}

  /// The way that was asked for, or else the best.
  ///
  /// @param pid a process of the container
  static Way choose(Optional<Method> asked, long pid, String containerId) throws InjectorException {
    Optional<Way.Freezer> seen = Freezers.of(pid, containerId);
    Optional<Way.Freezer> freezer = seen.filter(Ways::isWritable);
    Method method = asked.orElse(freezer.isPresent() ? Method.FREEZER : Method.SIGSTOP);
    return switch (method) {
      case FREEZER ->
          freezer.orElseThrow(() ->
              new InjectorException(
                  Code.UNSUPPORTED,
                  "no freezer of the container can be written to from here (method=freezer):"
                      + " use method=sigstop, or run the agent as root on the host, or with"
                      + " --privileged --pid host --cgroupns host"));
      case SIGSTOP -> new Way.Signals(seen.map(Way.Freezer::directory));
      case DOCKER ->
          new Way.Engine(
              socket()
                  .orElseThrow(() ->
                      new InjectorException(
                          Code.UNSUPPORTED,
                          "there is no unix socket of the engine here (method=docker): use"
                              + " method=freezer or method=sigstop, or mount "
                              + DEFAULT_SOCKET)));
    };
  }

  private static boolean isWritable(Way.Freezer freezer) {
    return Files.isWritable(
        freezer
            .directory()
            .resolve(
                switch (freezer.version()) {
                  case V1 -> "freezer.state";
                  case V2 -> "cgroup.freeze";
                }));
  }

  /// The engine's, as its own client finds it.
  private static Optional<Path> socket() {
    String host = System.getenv().getOrDefault("DOCKER_HOST", UNIX + DEFAULT_SOCKET);
    return Optional.of(host)
        .filter(h -> h.startsWith(UNIX))
        .map(h -> Path.of(h.substring(UNIX.length())))
        .filter(Files::exists);
  }

  static List<MechanismStatus> probe() {
    List<MechanismStatus> found = new ArrayList<>();
    List<Way.Freezer.Version> versions = Freezers.versions();
    for (Way.Freezer.Version version : Way.Freezer.Version.values()) {
      String name = Watched.mechanism(new Way.Freezer(version, Path.of("/")));
      boolean there = versions.contains(version);
      found.add(status(name, there, there ? "containers can be frozen" : "it isn't mounted"));
    }
    found.add(
        status(
            Watched.mechanism(new Way.Signals(Optional.empty())),
            true,
            "processes can be stopped"));
    String engine = socket().map(path -> "asked at " + path).orElse("its socket isn't here");
    found.add(status("container engine's pause", socket().isPresent(), engine));
    return found;
  }

  private static MechanismStatus status(String name, boolean available, String detail) {
    return MechanismStatus.newBuilder()
        .setName(name)
        .setAvailable(available)
        .setDetail(detail)
        .build();
  }
}
