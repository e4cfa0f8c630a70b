package io.entropy.injectors.kernel.nftables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import io.entropy.injectors.kernel.sys.KernelException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The conversation with the kernel itself, in a namespace that only our socket keeps alive.
class NfTablesIT {
  private static final Table TABLE = new Table(Family.INET, "entropy_it");
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final int MANY = 5000;

  private final List<NfTables> sockets =
      NetworkNamespace.enterNew(() -> List.of(NfTables.openHere(), NfTables.openHere()));
  private final NfTables nft = sockets.getFirst();
  private final NfTables other = sockets.getLast();

  @AfterEach
  void close() {
    nft.close();
    other.close();
  }

  private void addManyElements() {
    try (Batch batch = nft.batch()) {
      batch.addTable(TABLE, false).addExpiringSet(TABLE, "s");
      for (int key = 0; key < MANY; key++) {
        batch.addElement(TABLE, "s", key, LONG);
      }
      nft.commit(batch);
    }
  }

  @Test
  void aDumpOfManyMessagesIsReadToItsEnd() {
    addManyElements();
    assertThat(nft.elements(TABLE, "s"))
        .hasSize(MANY)
        .extracting(ElementInfo::key)
        .doesNotHaveDuplicates();
  }

  @Test
  void aDumpThatTheRulesChangeUnderIsConsistentAllTheSame() throws InterruptedException {
    addManyElements();
    AtomicBoolean done = new AtomicBoolean();
    Thread changes =
        Thread.ofPlatform()
            .start(() -> {
              while (!done.get()) {
                try (Batch batch = other.batch()) {
                  batch.deleteElement(TABLE, "s", 7).addElement(TABLE, "s", 7, LONG);
                  other.commit(batch);
                }
                LockSupport.parkNanos(5_000_000);
              }
            });
    try {
      for (int i = 0; i < 20; i++) {
        assertThat(nft.elements(TABLE, "s")).hasSize(MANY);
      }
    } finally {
      done.set(true);
      changes.join();
    }
  }

  @Test
  void aBatchIsAllOrNothingAndTheRefusalNamesItsChange() {
    try (Batch batch = nft.batch()) {
      batch.addTable(TABLE, false).addChain(TABLE, "c").addChain(TABLE, "c");
      assertThatThrownBy(() -> nft.commit(batch))
          .isInstanceOfSatisfying(
              BatchRefusedException.class,
              e -> {
                assertThat(e.errnoName()).isEqualTo("EEXIST");
                assertThat(e.change()).isEqualTo(2);
                assertThat(e.operation()).isEqualTo("add chain c");
              });
    }
    assertThat(nft.tables()).isEmpty();
  }

  @Test
  void manyRefusalsInOneBatchLeaveTheSocketUsable() {
    try (Batch batch = nft.batch()) {
      for (int i = 0; i < 3000; i++) {
        batch.deleteChain(TABLE, "none");
      }
      assertThatThrownBy(() -> nft.commit(batch)).isInstanceOf(KernelException.class);
    }
    addManyElements();
    assertThat(nft.tables()).hasSize(1);
  }

  @Test
  void whatIsAbsentReadsAsEmpty() {
    assertThat(nft.rules(TABLE, "c")).isEmpty();
    assertThat(nft.elements(TABLE, "s")).isEmpty();
    assertThat(nft.element(TABLE, "s", 1)).isEmpty();
  }

  @Test
  void eachChangeMakesAGeneration() {
    int before = nft.generation();
    try (Batch batch = nft.batch()) {
      nft.commit(batch.addTable(TABLE, false));
    }
    assertThat(nft.generation()).isEqualTo(before + 1);
  }
}
