package io.entropy.injectors.kernel.namespace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entropy.injectors.kernel.net.Cable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NetworkNamespaceIT {
  private static final Path HERE = Path.of("/proc/thread-self/ns/net");

  private final Cable cable = new Cable();

  @AfterAll
  void unplug() {
    cable.close();
  }

  @Test
  void aBodyRunsInsideAndNoOtherThreadDoes() throws IOException {
    Path before = Files.readSymbolicLink(HERE);
    String inside = cable.far().enter(() -> Files.readSymbolicLink(HERE).toString());
    assertThat(inside).isEqualTo("net:[" + cable.far().inode() + "]");
    assertThat(Files.readSymbolicLink(HERE)).isEqualTo(before);
  }

  @Test
  void isFoundByItsInode() {
    assertThat(NetworkNamespace.find(cable.far().inode())).contains(cable.far());
    assertThat(NetworkNamespace.find(1)).isEmpty();
    assertThat(NetworkNamespace.all())
        .contains(cable.near(), cable.far())
        .extracting(NetworkNamespace::inode)
        .doesNotHaveDuplicates();
  }

  @Test
  void isFoundThroughAProcessInIt() throws IOException {
    Process sleeper =
        new ProcessBuilder("nsenter", "--net=" + cable.far().path(), "sleep", "60").start();
    try {
      while (NetworkNamespace.ofProcess(sleeper.pid()).inode() != cable.far().inode()) {
        Thread.onSpinWait();
      }
      assertThat(NetworkNamespace.ofProcess(sleeper.pid()).isHostOrOwn()).isFalse();
    } finally {
      sleeper.destroyForcibly();
    }
  }

  @Test
  void aPathThatLeadsElsewhereNowIsNotEntered() {
    NetworkNamespace stale = new NetworkNamespace(cable.near().inode(), cable.far().path());
    assertThatThrownBy(() -> stale.enter(() -> "never"))
        .isInstanceOf(NamespaceGoneException.class)
        .hasMessageContaining("ESTALE")
        .hasMessageContaining("namespace changed");
  }

  @Test
  void aProcessThatDoesNotExistHasNone() {
    assertThatThrownBy(() -> NetworkNamespace.ofProcess(Integer.MAX_VALUE))
        .isInstanceOf(NamespaceGoneException.class);
  }

  @Test
  void theHostsAndOurOwnAreTold() {
    assertThat(NetworkNamespace.own().isHostOrOwn()).isTrue();
    assertThat(NetworkNamespace.host()).isPresent();
    assertThat(NetworkNamespace.host().orElseThrow().isHostOrOwn()).isTrue();
    assertThat(cable.far().isHostOrOwn()).isFalse();
  }

  @Test
  void interfacesAreListedWithoutLoopback() {
    try (Links links = Links.open(cable.far())) {
      assertThat(links.names()).containsExactly("eth0");
    }
  }

  @Test
  void anExceptionInsideComesOut() {
    assertThatThrownBy(() ->
            cable
                .far()
                .enter(() -> {
                  throw new IllegalArgumentException("from inside");
                }))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("from inside");
  }
}
