package io.entropy.injectors.drop;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DropUndoTest {
  private static final DropUndo UNDO =
      new DropUndo(4026532345L, "/proc/4711/ns/net", DropUndo.tableOf("7f3a0001"), 12);

  @Test
  void readsBackFromItsDetailsAsItWas() {
    assertThat(DropUndo.of(UNDO.details())).isEqualTo(UNDO);
  }

  @Test
  void itsDetailsAreWordsThatAPersonCanUse() {
    assertThat(UNDO.details())
        .containsEntry("namespace", "4026532345")
        .containsEntry("table", "entropy_7f3a0001");
  }

  @Test
  void leadsToItsNamespaceByInodeAndPath() {
    assertThat(UNDO.namespace())
        .isEqualTo(new NetworkNamespace(4026532345L, Path.of("/proc/4711/ns/net")));
  }

  @Test
  void aRecordOfNothingIsOfNoNamespace() {
    assertThat(DropUndo.of(Map.of())).isEqualTo(new DropUndo(0, "", "", 0));
  }
}
