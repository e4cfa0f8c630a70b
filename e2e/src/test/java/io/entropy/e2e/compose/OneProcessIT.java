package io.entropy.e2e.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.v1.Peer;
import io.entropy.api.v1.Target;
import io.entropy.injectors.spi.ActiveFault.Lease;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.InjectorProvider;
import io.entropy.injectors.spi.Reverted;
import io.entropy.injectors.spi.engine.InjectorSession;
import io.entropy.injectors.spi.engine.Started;
import io.entropy.injectors.spi.mode.FailureModes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Faults of one process on one container: each begins, is renewed, kept and ended by itself.
class OneProcessIT extends FaultsOnOneTarget {
  private static final Duration LEASE = InjectorSession.LEASE;

  private final FailureModes modes = FailureModes.load();

  private Started arm(Effect effect) throws InjectorException {
    InjectorProvider provider = modes.provider(effect.mode()).orElseThrow();
    Target stranger = stranger().target();
    Peer peer =
        Peer.newBuilder()
            .setTargetId(stranger.getId())
            .setName(stranger.getSpec().getName())
            .setSharesNetwork(true)
            .addAllAddresses(stranger.getStatus().getNetworks(0).getAddressesList())
            .build();
    return session().arm(provider, target().target(), effect.parameters(), List.of(peer));
  }

  @Test
  void eachBeginsIsRenewedAndEndsWithoutDisturbingAnother() throws Exception {
    Map<String, Started> running = new LinkedHashMap<>();
    try (Bystander bystander = bystander()) {
      assertThat(felt()).isEmpty();
      for (Effect effect : effects()) {
        Started started = arm(effect);
        running.put(effect.mode(), started);
        started.fault().release(LEASE);
        assertThat(effect.isFelt()).as("%s: %s", effect.mode(), started.fault().verify()).isTrue();
        bystander.assertUndisturbed("after the begin of " + effect.mode());
      }
      assertThat(felt()).containsExactlyElementsOf(running.keySet());
      for (Effect effect : effects()) {
        Started next = arm(effect);
        Started old = running.put(effect.mode(), next);
        next.fault().takeOver(old.fault(), LEASE);
        old.close();
        assertThat(next.fault().refresh(LEASE)).as(effect.mode()).isEqualTo(Lease.KEPT);
        bystander.assertUndisturbed("after the renewal of " + effect.mode());
      }
      assertThat(felt()).containsExactlyElementsOf(running.keySet());
      endInAnyOrder(running, bystander);
    } finally {
      for (Started started : running.values()) {
        started.close();
      }
    }
  }

  private void endInAnyOrder(Map<String, Started> running, Bystander bystander) throws Exception {
    List<String> order = new ArrayList<>(running.keySet());
    long seed = System.nanoTime();
    Collections.shuffle(order, new Random(seed));
    for (String mode : order) {
      Started ending = Objects.requireNonNull(running.remove(mode));
      ending.fault().end();
      assertThat(ending.fault().observe().getAchieved()).as(mode).isNotBlank();
      assertThat(ending.revert()).as(mode).isInstanceOf(Reverted.Removed.class);
      String when = "after the end of %s in %s (seed %d)".formatted(mode, order, seed);
      assertThat(felt()).as(when).containsExactlyElementsOf(running.keySet());
      for (Started other : running.values()) {
        assertThat(other.fault().verify().active()).as(when).isTrue();
      }
      bystander.assertUndisturbed(when);
    }
  }

  /// The kernel loses what is held for later when a hook of the namespace goes.
  @Test
  void whatOneHoldsIsNotLostWhenTheOthersBeginAndEnd() throws Exception {
    Effect latency =
        effects().stream().filter(e -> e.mode().equals("latency")).findFirst().orElseThrow();
    Effect.Late late = (Effect.Late) latency.feeler();
    try (Started holding = arm(latency)) {
      holding.fault().release(LEASE);
      for (Effect effect : effects()) {
        if (effect.equals(latency)) {
          continue;
        }
        int sent = 5;
        for (int i = 0; i < sent; i++) {
          late.traffic().sendOne();
        }
        try (Started other = arm(effect)) {
          other.fault().release(LEASE);
          other.fault().end();
        }
        int arrived = 0;
        for (int waited = 0; arrived < sent && waited < 5_000; waited++) {
          Thread.sleep(1);
          arrived += late.traffic().receive();
        }
        assertThat(arrived)
            .as("of %d held while %s came and went", sent, effect.mode())
            .isEqualTo(sent);
      }
      assertThat(holding.count("packets_lost")).isZero();
    }
  }
}
