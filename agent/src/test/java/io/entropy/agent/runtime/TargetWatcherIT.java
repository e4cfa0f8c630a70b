package io.entropy.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.entropy.api.v1.Target;
import io.entropy.injectors.spi.engine.EngineProxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TargetWatcherIT {
  @TempDir Path folder;

  @Test
  void carriesOnWhenTheEngineDiesAndComesBack() throws Exception {
    Path context = Files.createDirectory(folder.resolve("image"));
    RecordingListener told = new RecordingListener();
    try (Containers containers = new Containers(context);
        EngineProxy proxy = EngineProxy.start(folder.resolve("engine.sock"))) {
      String restarted = containers.run("restarted");
      String removed = containers.run("removed");
      try (DockerRuntime engine =
              DockerRuntime.open(new EngineEndpoint(URI.create(proxy.endpoint())));
          TargetWatcher watcher = new TargetWatcher(engine, told)) {
        watcher.start();
        assertThat(ids(told.complete.getFirst())).contains(restarted, removed);
        int pid = watcher.resolve(restarted).orElseThrow().getStatus().getPid();
        assertThat(pid).isPositive();

        proxy.stop();
        await().until(() -> told.engine.equals(List.of("lost")));
        Containers.docker("restart", "-t", "0", restarted);
        Containers.docker("rm", "-f", removed);
        String added = containers.run("added");

        proxy.start();
        await().until(() -> told.engine.equals(List.of("lost", "back")));
        assertThat(ids(told.complete.getLast())).contains(restarted, added).doesNotContain(removed);
        assertThat(told.changed)
            .anySatisfy(target -> {
              assertThat(target.getId()).isEqualTo(restarted);
              assertThat(target.getStatus().getPid()).isPositive().isNotEqualTo(pid);
            });

        Containers.docker("rm", "-f", added);
        await().until(() -> told.gone.contains(added));
      }
    }
  }

  private static List<String> ids(List<Target> targets) {
    return targets.stream().map(Target::getId).toList();
  }
}
