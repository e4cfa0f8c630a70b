package io.entropy.injectors.spi.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entropy.api.v1.Target;
import io.entropy.injectors.spi.ActiveFault;
import io.entropy.injectors.spi.InjectionRequest;
import io.entropy.injectors.spi.Injector;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.Reverted;
import io.entropy.injectors.spi.Undo;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FakeFaultsTest {
  private final FakeFaults faults = new FakeFaults(new FakeClock());
  private final FakeInjectorProvider provider = new FakeInjectorProvider(faults);
  private final Target target = FakeTargets.running("voter", Map.of());
  private final Injector injector =
      provider.open(new InjectorContext("0000abcd", new FakeContainerRuntime()));
  private final InjectionRequest request =
      new InjectionRequest("i1", target, provider.mode().read(Map.of()));

  @Test
  void applyThatFailsHalfWayLeavesSomethingToRevert() throws Exception {
    Undo undo = injector.plan(request);
    faults.failNext(Step.APPLY, InjectorException.Code.FAILED);
    assertThatThrownBy(() -> injector.apply(request, undo)).isInstanceOf(InjectorException.class);
    assertThat(faults.residue(target.getId())).containsExactly("i1");
    assertThat(injector.revert(undo)).isInstanceOf(Reverted.Removed.class);
    assertThat(faults.residue(target.getId())).isEmpty();
  }

  @Test
  void onlyTheNextCallFails() throws Exception {
    faults.failNext(Step.PLAN, InjectorException.Code.TARGET_GONE);
    assertThatThrownBy(() -> injector.plan(request))
        .isInstanceOfSatisfying(
            InjectorException.class,
            e -> assertThat(e.code()).isEqualTo(InjectorException.Code.TARGET_GONE));
    assertThat(injector.plan(request).injectionId()).isEqualTo("i1");
    assertThat(faults.count(Step.PLAN)).isEqualTo(2);
  }

  @Test
  void faultThatSomebodyRemovedIsNoLongerVerified() throws Exception {
    ActiveFault fault = injector.apply(request, injector.plan(request));
    fault.release(Duration.ofSeconds(3));
    faults.vanish("i1");
    assertThat(fault.verify().active()).isFalse();
    assertThat(fault.refresh(Duration.ofSeconds(3))).isEqualTo(ActiveFault.Lease.LOST);
    assertThat(faults.calls())
        .extracting(FakeFaults.Call::step)
        .containsExactly(Step.PLAN, Step.APPLY, Step.RELEASE, Step.VERIFY, Step.REFRESH);
  }
}
