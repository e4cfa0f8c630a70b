package io.entropy.cli.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.v1.FailurePolicy;
import io.entropy.api.v1.FailurePolicySpec;
import io.entropy.cli.Entropy;
import io.entropy.cli.Entropy.Result;
import io.entropy.store.Store;
import io.entropy.store.StoreLimits;
import io.entropy.store.embedded.EmbeddedStore;
import io.entropy.store.model.Kinds;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `entropy store` on folders: what it prints, what it leaves, and its exit codes.
final class StoreCommandIT {
  @TempDir Path folder;
  private Entropy entropy;
  private Path dump;

  @BeforeEach
  void names() throws IOException {
    entropy = new Entropy(Files.createDirectory(folder.resolve("process")));
    dump = folder.resolve("dump.jsonl");
  }

  @Test
  void aStoreIsDumpedAndLoadedIntoAnother() throws Exception {
    Path from = filled("from", 3);
    Path to = folder.resolve("to");
    Result dumped = entropy.run("store", "dump", "--store", from.toString(), dump.toString());
    assertThat(dumped.err()).isEmpty();
    assertThat(dumped.out()).isEqualTo("3 objects of %s are in %s%n".formatted(from, dump));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dump)))
        .isEqualTo("rw-------");
    assertThat(names(folder)).containsExactlyInAnyOrder("process", "from", "dump.jsonl");

    Result loaded = entropy.run("store", "load", "--store", to.toString(), dump.toString());
    assertThat(loaded.err()).isEmpty();
    assertThat(loaded.out()).isEqualTo("3 objects are in %s%n".formatted(to));
    Result checked = entropy.run("store", "check", "--store", to.toString());
    assertThat(checked.out())
        .isEqualTo("%s is whole: version 1, 3 failure-policies%n".formatted(to));
    assertThat(List.of(dumped, loaded, checked)).allMatch(result -> result.exitCode() == 0);
    try (Store store = open(to)) {
      assertThat(store.<Boolean>view(s -> s.byName(Kinds.FAILURE_POLICIES, "NAME2").isPresent()))
          .isTrue();
    }
  }

  @Test
  void withoutAFileTheDumpIsPrinted() throws Exception {
    Result printed = entropy.run("store", "dump", "--store", filled("from", 2).toString());
    assertThat(printed.out().lines()).hasSize(3);
    assertThat(printed.out()).startsWith("{\"entropy_store_dump\":1,").endsWith("}}\n");
    assertThat(printed.exitCode()).isZero();
  }

  @Test
  void withoutAStoreItIsTheStateFoldersAndAMissingOneIsNotMade() throws Exception {
    for (String command : List.of("dump", "check")) {
      Result result = entropy.run("store", command);
      assertThat(result.err())
          .isEqualTo(
              "entropy: there is no store in %s%n"
                  .formatted(entropy.folder().resolve("state/store")));
      assertThat(result.exitCode()).isEqualTo(4);
    }
    assertThat(names(entropy.folder())).doesNotContain("state");
  }

  @Test
  void aStoreThatHoldsSomethingIsLoadedIntoOnlyWithReplace() throws Exception {
    Path to = filled("to", 5);
    entropy.run("store", "dump", "--store", filled("from", 2).toString(), dump.toString());
    Result refused = entropy.run("store", "load", "--store", to.toString(), dump.toString());
    assertThat(refused.err()).contains("it holds 5 failure-policies; --replace deletes that");
    assertThat(refused.exitCode()).isEqualTo(4);
    Result replaced =
        entropy.run("store", "load", "--replace", "--store", to.toString(), dump.toString());
    assertThat(replaced.exitCode()).as(replaced.err()).isZero();
    try (Store store = open(to)) {
      assertThat(store.<Integer>view(s -> s.count(Kinds.FAILURE_POLICIES))).isEqualTo(2);
    }
  }

  @Test
  void aWrongDumpIsAUsageErrorThatNamesItsLines() throws Exception {
    Files.writeString(
        dump,
        "{\"entropy_store_dump\":1,\"version\":1,\"objects\":2}\nhello\n{\"kind\":\"tea\"}\n");
    Path to = folder.resolve("to");
    Result result = entropy.run("store", "load", "--store", to.toString(), dump.toString());
    assertThat(result.err())
        .startsWith("entropy: line 2: this isn't JSON")
        .contains("line 3: this version of Entropy knows no `tea`")
        .doesNotContain("\tat ");
    assertThat(result.exitCode()).isEqualTo(2);
  }

  @Test
  void aFolderInUseIsToldWithItsOwner() throws Exception {
    Path path = folder.resolve("store");
    try (Store _ = open(path)) {
      for (String command : List.of("check", "load")) {
        Files.writeString(dump, "{\"entropy_store_dump\":1,\"version\":0,\"objects\":0}\n");
        String[] arguments =
            Stream.of("store", command, "--store", path.toString(), dump.toString())
                .limit(command.equals("check") ? 4 : 5)
                .toArray(String[]::new);
        Result result = entropy.run(arguments);
        assertThat(result.err())
            .contains(
                "in use by process %d: end it first".formatted(ProcessHandle.current().pid()));
        assertThat(result.exitCode()).isEqualTo(4);
      }
    }
  }

  @Test
  void aFolderInUseIsDumpedThroughItsOwnerWhichGoesOn() throws Exception {
    Path path = filled("store", 3);
    try (Store owner = open(path)) {
      String stale = printed(path);
      owner.update(t -> t.create(Kinds.FAILURE_POLICIES, policy(7)));
      assertThat(stale.lines()).hasSize(4);
      assertThat(printed(path).lines()).hasSize(5).anyMatch(line -> line.contains("name7"));
    }
    assertThat(names(path)).doesNotContain("dump.socket");
  }

  private String printed(Path store) throws Exception {
    Result result = entropy.run("store", "dump", "--store", store.toString());
    assertThat(result.err()).isEmpty();
    assertThat(result.exitCode()).isZero();
    return result.out();
  }

  @Test
  void aLossIsToldWithHowToGoOn() throws Exception {
    Path path = filled("store", 3);
    Path log = path.resolve("acknowledged");
    // As if commit 9 had been acknowledged: slot 1, number and CRC-32C.
    var crc = new CRC32C();
    byte[] nine = new byte[] {0, 0, 0, 0, 0, 0, 0, 9};
    crc.update(nine);
    byte[] mark = Files.readAllBytes(log);
    System.arraycopy(nine, 0, mark, 512, 8);
    byte[] sum = ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();
    System.arraycopy(sum, 0, mark, 520, 4);
    Files.write(log, Arrays.copyOf(mark, 524));
    Result result = entropy.run("store", "check", "--store", path.toString());
    assertThat(result.err())
        .contains("4 to 9 are missing, the state up to 3 is whole", "delete " + log);
    assertThat(result.exitCode()).isEqualTo(4);
  }

  @Test
  void aWrongEndpointOfEtcdIsAUsageError() throws Exception {
    Result result = entropy.run("store", "check", "--store", "etcd://nowhere");
    assertThat(result.err()).contains("'nowhere' is not a host:port");
    assertThat(result.exitCode()).isEqualTo(2);
  }

  private Path filled(String name, int policies) {
    Path path = folder.resolve(name);
    try (Store store = open(path)) {
      for (int i = 0; i < policies; i++) {
        FailurePolicy policy = policy(i);
        store.update(t -> t.create(Kinds.FAILURE_POLICIES, policy));
      }
    }
    return path;
  }

  private static FailurePolicy policy(int number) {
    return FailurePolicy.newBuilder()
        .setId("p" + number)
        .setSpec(FailurePolicySpec.newBuilder().setName("name" + number))
        .build();
  }

  private static Store open(Path path) {
    return EmbeddedStore.open(path, InstantSource.system(), StoreLimits.DEFAULT);
  }

  private static List<String> names(Path path) throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
