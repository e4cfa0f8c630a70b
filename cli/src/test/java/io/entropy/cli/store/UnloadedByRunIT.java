package io.entropy.cli.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.cli.Entropy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A standalone run pays for nothing of the durable back ends or of a manager: it loads no class of
/// theirs.
final class UnloadedByRunIT {
  @TempDir Path folder;

  @Test
  void aRunLoadsNoneOfTheLibrariesOfTheStoreCommands() throws Exception {
    Path log = folder.resolve("classes.log");
    var result =
        new Entropy(folder)
            .run(
                List.of("-Xlog:class+load:file=" + log),
                "run",
                "--for",
                "2s",
                "-f",
                "1s",
                "-p",
                "1",
                "-t",
                "io.entropy.test=" + folder.getFileName(),
                "recv_drop");
    assertThat(result.exitCode()).as(result.err()).isEqualTo(3); // nothing matches
    List<String> classes = Files.readAllLines(log);
    assertThat(classes)
        .as(result.err())
        .anyMatch(line -> line.contains("io.entropy.store.memory.MemoryStore "))
        .noneMatch(line -> line.contains("org.sqlite"))
        .noneMatch(line -> line.contains("io.entropy.store.embedded"))
        .noneMatch(line -> line.contains("io.entropy.store.etcd"))
        .noneMatch(line -> line.contains("io.etcd"))
        .noneMatch(line -> line.contains("io.netty"))
        .noneMatch(line -> line.contains("com.linecorp"))
        .noneMatch(line -> line.contains("io.entropy.server"))
        .noneMatch(line -> line.contains("io.grpc"))
        .noneMatch(line -> line.contains("com.google.gson"))
        .noneMatch(line -> line.contains("com.google.common."))
        .noneMatch(line -> line.contains("com.google.protobuf.util"));
  }
}
