package io.entropy.injectors.kernel.nftables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entropy.injectors.kernel.netlink.Buffers;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/// The bytes that go to the kernel, on a little-endian machine, worked out by hand from
/// `linux/netlink.h`, `nfnetlink.h` and `nf_tables.h`.
class BatchTest {
  private static final Table TABLE = new Table(Family.INET, "t");

  private static String bytes(Batch batch) {
    batch.end();
    return HexFormat.of().formatHex(batch.buffers().writer().toBytes());
  }

  private static String hex(String... parts) {
    return String.join("", parts).replace(" ", "");
  }

  private static String begin() {
    //         length  type flag sequence port     family, version, subsystem 10 (big-endian)
    return hex("14000000 1000 0100 07000000 00000000 00 00 000a");
  }

  private static String end(String sequence) {
    return hex("14000000 1100 0100", sequence, "00000000 00 00 000a");
  }

  @Test
  void aLeaseIsRefreshedByDeletingAndAddingItExclusively() {
    try (Batch batch = new Batch(Buffers.borrow(), 7)) {
      batch.deleteElement(TABLE, "s", 0x01020304);
      batch.addElement(TABLE, "s", 0x01020304, Duration.ofSeconds(5));
      String lists = "0600 0100 7400 0000" + "0600 0200 7300 0000";
      String key = "0c00 0180" + "0800 0100 04030201";
      assertThat(bytes(batch))
          .isEqualTo(
              hex(
                  begin(),
                  // DELSETELEM, request; no acknowledgement asked for
                  "38000000 0e0a 0100 08000000 00000000 01 00 0000",
                  lists,
                  "1400 0380" + "1000 0180" + key,
                  // NEWSETELEM: request, acknowledge, exclusive, create
                  "44000000 0c0a 0506 09000000 00000000 01 00 0000",
                  lists,
                  "2000 0380" + "1c00 0180" + key + "0c00 0400 0000000000001388",
                  end("0a000000")));
    }
  }

  @Test
  void anOwnedTableIsCreatedExclusively() {
    try (Batch batch = new Batch(Buffers.borrow(), 7)) {
      batch.addTable(TABLE, true);
      assertThat(bytes(batch))
          .isEqualTo(
              hex(
                  begin(),
                  "24000000 000a 0506 08000000 00000000 01 00 0000",
                  "0600 0100 7400 0000",
                  "0800 0200 00000002",
                  end("09000000")));
    }
  }

  @Test
  void anEgressChainNamesItsDevice() {
    Table netdev = new Table(Family.NETDEV, "t");
    try (Batch batch = new Batch(Buffers.borrow(), 7)) {
      batch.addBaseChain(netdev, "c", Hook.egress("eth0", -300));
      assertThat(bytes(batch))
          .isEqualTo(
              hex(
                  begin(),
                  "58000000 030a 0504 08000000 00000000 05 00 0000",
                  "0600 0100 7400 0000" + "0600 0300 6300 0000",
                  "2000 0480" + "0800 0100 00000001" + "0800 0200 fffffed4",
                  "0900 0300 6574683000 000000",
                  "0800 0500 00000001",
                  "0b00 0700 66696c74657200 00",
                  end("09000000")));
    }
  }

  @Test
  void aRuleCarriesItsExpressionsAndItsComment() {
    try (Batch batch = new Batch(Buffers.borrow(), 7)) {
      batch.rule(TABLE, "c", "hi").loadConstant(5).requireIn("s").drop();
      assertThat(bytes(batch))
          .isEqualTo(
              hex(
                  begin(),
                  // NEWRULE: request, acknowledge, create, append
                  "b4000000 060a 050c 08000000 00000000 01 00 0000",
                  "0600 0100 7400 0000" + "0600 0200 6300 0000",
                  "8400 0480",
                  // immediate: register 1, value 5 in the machine's order
                  "2c00 0180" + "0e00 0100 696d6d65646961746500 0000",
                  "1800 0280" + "0800 0100 00000001" + "0c00 0280" + "0800 0100 05000000",
                  // lookup: set "s", register 1
                  "2400 0180" + "0b00 0100 6c6f6f6b757000 00",
                  "1400 0280" + "0600 0100 7300 0000" + "0800 0200 00000001",
                  // immediate: verdict register 0, verdict drop
                  "3000 0180" + "0e00 0100 696d6d65646961746500 0000",
                  "1c00 0280" + "0800 0100 00000000" + "1000 0280",
                  "0c00 0280" + "0800 0100 00000000",
                  // user data: comment of three bytes, "hi" and zero
                  "0900 0700 0003686900 000000",
                  end("09000000")));
    }
  }

  @Test
  void aRefusalIsTracedToItsChange() {
    try (Batch batch = new Batch(Buffers.borrow(), 7)) {
      batch.addTable(TABLE, false).addChain(TABLE, "c");
      assertThat(batch.describe(8)).isEqualTo("add table t");
      assertThat(batch.describe(9)).isEqualTo("add chain c");
      assertThat(batch.index(9)).isOne();
      assertThat(batch.describe(7)).isEqualTo("change nf_tables");
      assertThat(batch.index(7)).isEqualTo(-1);
      assertThat(batch.index(10)).isEqualTo(-1);
    }
  }

  @Test
  void anElementMustLiveATickOfTheKernelsClock() {
    try (Batch batch = new Batch(Buffers.borrow(), 7)) {
      assertThatThrownBy(() -> batch.addElement(TABLE, "s", 1, Duration.ZERO))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(batch.isEmpty()).isTrue();
    }
  }

  @Test
  void aLongBatchOutgrowsTheFirstBuffer() {
    try (Batch batch = new Batch(Buffers.borrow(), 7)) {
      for (int i = 0; i < 1000; i++) {
        batch.addElement(TABLE, "s", i, Duration.ofSeconds(1));
      }
      assertThat(bytes(batch)).hasSize(2 * (20 + 1000 * 0x44 + 20));
    }
  }
}
